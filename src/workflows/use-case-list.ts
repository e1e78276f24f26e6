import { decide } from '../domain/decide.ts';
import type { RequestId } from '../domain/ids.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import type { RequestView } from '../domain/request-view.ts';
import { askOwner } from './ask-owner.ts';
import { carryOut, type DecisionDeps } from './decisions.ts';
import type { FormDeps } from './draft.ts';
import { makeFindingCases } from './finding-cases.ts';
import type { Intent } from './intent.ts';
import { home, type ListDeps, mine, oneRequest, pending } from './lists.ts';
import { namedUsers } from './named-users.ts';
import { type Chat, Unavailable } from './ports.ts';
import { makeRequestForm } from './request-form.ts';
import { searchUsers } from './search-users.ts';
import { auditTrail, type ShowDeps, show } from './show.ts';
import { makeTurns } from './turns.ts';
import type { UseCases } from './use-cases.ts';

export interface UseCaseDeps extends DecisionDeps, FormDeps, ListDeps, ShowDeps {
  readonly chat: Chat;
  /** Logs a bug once and gives the reference that the person sees. */
  readonly reportBug: (error: unknown, about: string) => string;
  /** Aborted when the process is asked to stop: what has not begun is left on record for the next one. */
  readonly stopping: AbortSignal;
}

/** Everything that a surface can ask of the bot, wired to its ports. */
export function makeUseCases(deps: UseCaseDeps): UseCases {
  const turns = makeTurns();

  async function request(
    by: Parameters<UseCases['fullPlan']>[0],
    id: RequestId,
  ): Promise<RequestView | Refusal> {
    const actor = await deps.people.actor(by);
    if (!actor.ok) return actor.refusal;
    return (
      (await oneRequest(id, deps)) ??
      refusal('request-unknown', `There is no request ${id}. /iam mine lists yours.`)
    );
  }

  /** The denial is tried on the side, so that nobody writes a reason that would not be taken. */
  async function forDenial(
    by: Parameters<UseCases['forDenial']>[0],
    id: RequestId,
  ): Promise<RequestView | Refusal> {
    const actor = await deps.people.actor(by);
    if (!actor.ok) return actor.refusal;
    const decider = await deps.people.decider(actor.person);
    const decision = await deps.store.read(async (reader) =>
      decide(
        await reader.request(id),
        { kind: 'deny', by: decider, reason: 'not given yet' },
        { now: await reader.now(), house: deps.house },
      ),
    );
    return decision.ok ? request(by, id) : decision.refusal;
  }

  async function carryOutSafely(key: string, intent: Intent): Promise<void> {
    try {
      await carryOut(key, intent, deps);
    } catch (error) {
      // Slack or AWS is out of reach: the delivery stays on record and tick tries again.
      if (error instanceof Unavailable) return;
      const reference = deps.reportBug(error, `intent ${intent.kind} of ${intent.requestId}`);
      await deps.store.transaction((tx) => tx.finishDelivery(key), 'intent/broken');
      await deps.chat.whisper(
        { person: intent.by, ...intent.place },
        `Something broke here, and your click on ${intent.requestId} changed nothing. Tell whoever runs Chatelaine: reference ${reference}.`,
      );
    }
  }

  return {
    form: makeRequestForm(deps),
    findings: makeFindingCases(deps),
    accept: (key, intent) => turns.first(() => deps.store.accept({ key, intent })),
    carryOut: (key, intent) =>
      turns.take(key, async () => {
        if (!deps.stopping.aborted) await carryOutSafely(key, intent);
      }),
    forDenial,
    fullPlan: request,
    pending: (by) => pending(by, deps),
    mine: (by) => mine(by, deps),
    home: (by) => home(by, deps),
    show: (by, name) => show(by, name, deps),
    find: (by, text) => searchUsers(by, text, deps),
    named: (by, text) => namedUsers(by, text, deps),
    usersAvoided: (since) => deps.store.read((reader) => reader.usersAvoided(since)),
    audit: (by, subject) => auditTrail(by, subject, deps),
    askOwner: (by, wish) => askOwner(by, wish, deps),
    async help(by) {
      const actor = await deps.people.actor(by);
      if (!actor.ok) return actor.refusal;
      const { groups } = await deps.people.decider(actor.person);
      const mayApproveFor = deps.house.approvers
        .filter((group) => groups.includes(group.id))
        .map((group) => group.name);
      return { mayRequest: true, mayApproveFor };
    },
  };
}
