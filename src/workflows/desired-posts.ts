import { actionById } from '../actions/index.ts';
import type { ChangeRequest, RequestState } from '../domain/change-request.ts';
import { isSettled } from '../domain/contention.ts';
import type { House } from '../domain/house.ts';
import type { SlackUserId } from '../domain/ids.ts';
import { sha256 } from '../domain/json.ts';
import type { Mention, Post } from '../domain/message.ts';
import type { RequestView } from '../domain/request-view.ts';

/**
 * Every message that should exist about a request as it stands. Pure: messages are a function of
 * committed state, so whatever was lost on the way is made good at the next look.
 */
export function desiredPosts(view: RequestView, house: House): readonly Post[] {
  const { request, account } = view;
  const card = `${request.id}/card`;
  const inChannel = { kind: 'channel', channel: account.channel } as const;
  const toRequester = { kind: 'person', person: request.requestedBy } as const;
  const about = { requestId: request.id } as const;
  const mention = mentions(view, house);
  // What nobody has to decide on is no business of the approvers' channel.
  const decided = request.requirement.kind !== 'none';
  const posts: Post[] = [
    ...(decided
      ? [
          {
            ...about,
            key: card,
            to: inChannel,
            keepUpToDate: true,
            message: { kind: 'request-card', view },
          } as const,
        ]
      : []),
    {
      ...about,
      key: `${request.id}/status`,
      to: toRequester,
      keepUpToDate: true,
      message: { kind: 'request-status', view },
    },
  ];
  const thread = (key: string, message: Post['message']) =>
    posts.push({
      ...about,
      key: `${request.id}/${key}`,
      to: inChannel,
      inThreadOf: card,
      keepUpToDate: false,
      message,
    });
  const dm = (key: string, message: Post['message']) =>
    posts.push({ ...about, key: `${request.id}/${key}`, to: toRequester, keepUpToDate: false, message });

  if (request.askedAgain.length > 0 && (request.state === 'pending' || request.state === 'drifted')) {
    const why = sha256(request.askedAgain.join('\n')).slice(0, 12);
    if (decided) thread(`asked-again/${why}`, { kind: 'asked-again', view, mention });
    if (request.state === 'drifted') dm(`drifted/${why}`, { kind: 'decided', view });
  }
  if (request.state === 'pending' && request.reminders > 0) {
    thread(`reminder/${request.reminders}`, { kind: 'reminder', view, mention, reminder: request.reminders });
  }
  if (request.state === 'pending' && request.escalated) {
    posts.push({
      ...about,
      key: `${request.id}/escalation/${request.deadlines.escalateAt}`,
      to: { kind: 'channel', channel: house.channels.security },
      keepUpToDate: false,
      message: { kind: 'escalation', view, mention },
    });
  }
  if (request.state === 'denied' || request.state === 'expired' || request.state === 'undone')
    dm(request.state, { kind: 'decided', view });
  if (request.state === 'failed') dm(`failed/${request.version}`, { kind: 'decided', view });
  if (request.handOver && handsOver.includes(request.state)) dm('hand-over', { kind: 'hand-over', view });
  posts.push(...gates(view));
  const stands = request.plan.takenBackBy !== undefined && isSettled(request);
  if (request.state === 'done' && !isTermOver(view)) {
    // A key handed over at the end says that it is done; after a wait of days it has to be said.
    const waited = request.holds.length > 0 && request.plan.takenBackBy === undefined;
    if (waited || (decided && !request.handOver)) dm('done', { kind: 'decided', view });
  }
  if (request.state === 'done' || stands) posts.push(...told(view, house, 'told'));
  if (isTermOver(view)) {
    dm('term-over', { kind: 'term-over', view });
    posts.push(...told(view, house, 'term-over'));
  }
  return posts;
}

/** Whom to call: the user groups and people who may decide, never the requester. */
function mentions({ request }: RequestView, house: House): readonly Mention[] {
  const { requirement } = request;
  if (requirement.kind !== 'one' && requirement.kind !== 'two') return [];
  const groups = house.approvers.filter((group) => requirement.from.includes(group.id));
  const people = groups
    .flatMap((group) => group.users)
    .filter((id) => !request.excluded.some((person) => person.id === id));
  return [
    ...groups.flatMap((group) => group.groups).map((id): Mention => ({ kind: 'group', id })),
    ...[...new Set(people)].map((id): Mention => ({ kind: 'person', id })),
  ];
}

/** As long as the new key isn't taken back. */
const handsOver: readonly RequestState[] = ['executing', 'waiting', 'done', 'failed'];

/** One message to the owner for each gate, kept up to date, and the last of its reminders. */
function gates(view: RequestView): readonly Post[] {
  const { id, owner, holds, plan } = view.request;
  // Those concerned have been told already, and there is nothing to answer.
  if (plan.takenBackBy !== undefined) return [];
  const to = { kind: 'person', person: owner } as const;
  return holds.flatMap(({ reminders }, hold): readonly Post[] => {
    const key = `${id}/gate/${hold}`;
    const about = { requestId: id, to } as const;
    const message = { kind: 'gate', view, hold } as const;
    const gate: Post = { ...about, key, keepUpToDate: true, message };
    if (reminders === 0) return [gate];
    const again = { kind: 'gate-reminder', view, hold, reminder: reminders } as const;
    return [gate, { ...about, key: `${key}/reminder/${reminders}`, keepUpToDate: false, message: again }];
  });
}

/** The owner, and whoever owned it before; whoever has said yes to it last knows. */
function concerned({ owner, concerns, requestedBy, holds }: ChangeRequest): readonly SlackUserId[] {
  const all = new Set([owner, ...concerns.map(({ id }) => id)]);
  return [...all].filter((id) => id !== requestedBy && id !== holds.at(-1)?.confirmedBy);
}

/** What stands until another request takes it back has come to the day on which somebody has to decide. */
function isTermOver({ request }: RequestView): boolean {
  const { state, plan, holds } = request;
  return state === 'done' && plan.takenBackBy !== undefined && holds.at(-1)?.left === 'opened';
}

/** Those whom a finished change concerns and who didn't ask for it. */
function told(view: RequestView, house: House, kind: 'told' | 'term-over'): readonly Post[] {
  const { request } = view;
  const tells = actionById(request.action)?.tells ?? [];
  const about = { requestId: request.id, keepUpToDate: false, message: { kind, view } } as const;
  return [
    ...(tells.includes('owner') ? concerned(request) : []).map((person) => ({
      ...about,
      key: `${request.id}/${kind}/${person === request.owner ? 'owner' : person}`,
      to: { kind: 'person', person } as const,
    })),
    ...(tells.includes('security')
      ? [
          {
            ...about,
            key: `${request.id}/${kind}/security`,
            to: { kind: 'channel', channel: house.channels.security },
          } as const,
        ]
      : []),
  ];
}
