import type { RequestView } from '../../domain/request-view.ts';
import { deadlineOf, inside, isPutOff, type Standing, standingNow } from './gate-words.ts';
import { bold, type Line, moment, person, say } from './rich.ts';
import { hadChangedNothing, undoneWords } from './taken-back.ts';
import { oneLine } from './text.ts';

/** Where a request stands, in a symbol and words: neither colour nor position has to be understood. */
export function stateLine(view: RequestView): Line {
  const { request } = view;
  const endedBy: Line = request.ended?.by ? [say(' by '), person(request.ended.by)] : [];
  switch (request.state) {
    case 'pending':
      return [
        bold(`● Waiting for approval, ${view.approvalsGiven} of ${view.approvalsNeeded}`),
        say(' · expires '),
        moment(request.deadlines.expireAt),
      ];
    case 'approved':
      return [bold(view.approvalsNeeded > 0 ? '◐ Approved' : '◐ Needs no approval'), say(' · about to run')];
    case 'drifted':
      return [
        bold('▲ Can’t run'),
        say(' · the account has changed and no plan fits it · expires '),
        moment(request.deadlines.expireAt),
      ];
    case 'executing':
      return [bold('◐ Running'), say(` · ${stepsDone(view)}`)];
    case 'waiting': {
      const standing = standingNow(request);
      if (standing) return standingLine(standing, request);
      return [
        bold('◔ Waiting'),
        ...(request.waitingFor ? [say(` · ${oneLine(request.waitingFor, 200)}`)] : []),
        ...(request.resumeAt ? [say(' · until '), moment(request.resumeAt)] : []),
      ];
    }
    case 'done':
      return [bold('✓ Done'), say(' · read back and compared · '), moment(request.changedAt)];
    case 'failed':
      return [
        bold(`✕ Stopped${request.failure?.phase === 'undo' ? ' while undoing' : ''}`),
        say(` · ${stepsDone(view)}`),
      ];
    case 'undoing':
      return [
        bold(request.undoTo === undefined ? '◐ Being undone' : '◐ The last stage is being taken back'),
        say(` · ${stepsDone(view)}`),
      ];
    case 'undone':
      return [
        bold(undoneTitle(view)),
        ...endedBy,
        say(` · ${undoneWords(request)} · `),
        moment(request.changedAt),
      ];
    case 'denied':
      return [bold('✕ Denied'), ...endedBy, say(' · '), moment(request.changedAt)];
    case 'expired':
      return [
        bold('○ Expired'),
        say(
          ` · ${request.requirement.kind === 'none' ? 'it couldn’t run' : 'nobody decided in time'} and nothing was done`,
        ),
      ];
    case 'cancelled':
      return [bold('○ Cancelled'), ...endedBy, say(' · nothing was done')];
    case 'stopped':
      return [
        bold('■ Ended'),
        say(
          ` · ${request.ended?.reason ?? 'a quarantine'} has quarantined the user · ${stepsDone(view)}, which stay as they are`,
        ),
      ];
  }
}

/** The same in plain words, for notifications, lists and screen readers. */
export function stateWords(view: RequestView): string {
  const { request } = view;
  switch (request.state) {
    case 'pending':
      return `waiting for approval, ${view.approvalsGiven} of ${view.approvalsNeeded}`;
    case 'approved':
      return view.approvalsNeeded > 0 ? 'approved, about to run' : 'about to run';
    case 'drifted':
      return 'can’t run: the account has changed';
    case 'executing':
      return `running, ${stepsDone(view)}`;
    case 'waiting':
      return waitingWords(view);
    case 'done':
      return 'done';
    case 'failed':
      return 'stopped';
    case 'undoing':
      return 'being undone';
    case 'undone':
      return undoneState(view);
    case 'denied':
      return 'denied';
    case 'expired':
      return 'expired';
    case 'cancelled':
      return 'cancelled';
    case 'stopped':
      return 'ended by a quarantine';
  }
}

/** Nobody answered at a gate, so it ended by itself. */
export const isGivenUp = ({ request }: RequestView): boolean => request.holds.at(-1)?.left === 'given-up';

/** Somebody else has deleted the user meanwhile. */
export const isGone = ({ request }: RequestView): boolean => request.holds.at(-1)?.left === 'gone';

/** Whoever was asked before anything was done has said no. */
export function isDeclined({ request }: RequestView): boolean {
  const last = request.holds.at(-1);
  const gate = last && request.plan.stages[last.stage]?.gate;
  return gate?.kind === 'confirm' && last?.left === 'undone' && request.ended?.by === request.owner;
}

function undoneState(view: RequestView): string {
  if (isGone(view)) return 'ended, the user is gone';
  if (isDeclined(view)) return 'declined';
  if (!isGivenUp(view)) return 'undone';
  return hadChangedNothing(view.request) ? 'given up' : 'given up and undone';
}

function undoneTitle(view: RequestView): string {
  if (isGone(view)) return '○ Ended';
  if (isDeclined(view)) return '✕ Declined';
  if (!isGivenUp(view)) return '↺ Undone';
  return hadChangedNothing(view.request) ? '○ Given up' : '↺ Given up and undone';
}

/** Before a gate: for whose answer, or until when, and what then follows by itself. */
function standingLine(standing: Standing, { changedAt, owner }: RequestView['request']): Line {
  const { gate, hold, stage } = standing;
  const until = deadlineOf(standing, changedAt);
  const next = inside(oneLine(stage.title, 150));
  if (gate.kind === 'wait') {
    if (isPutOff(standing))
      return [bold('▲ Put off'), say(` · the disabled key is still used · then: ${next}`)];
    return [bold('◔ Waits until '), ...(until ? [moment(until)] : []), say(` · then: ${next}`)];
  }
  if (hold.confirmedBy)
    return [bold('◐ Answered'), say(' by '), person(hold.confirmedBy), say(` · next: ${next}`)];
  return [
    ...(gate.by === 'owner'
      ? [bold('◔ Waiting for the answer of '), person(owner)]
      : [bold('◔ Waiting for an answer')]),
    say(` · then: ${next}`),
    ...(until ? [say(' · given up without one '), moment(until)] : []),
  ];
}

function waitingWords({ request }: RequestView): string {
  const standing = standingNow(request);
  if (!standing) return request.waitingFor ? `waiting: ${oneLine(request.waitingFor, 120)}` : 'waiting';
  const { gate, hold } = standing;
  if (gate.kind !== 'wait') {
    if (hold.confirmedBy) return 'answered, about to go on';
    return gate.by === 'owner' ? 'waiting for the owner’s answer' : 'waiting for an answer';
  }
  const until = deadlineOf(standing, request.changedAt);
  return until ? `waits until ${until.slice(0, 10)}` : 'put off, because the disabled key is still used';
}

const symbols = {
  pending: '●',
  approved: '◐',
  drifted: '▲',
  executing: '◐',
  waiting: '◔',
  done: '✓',
  failed: '✕',
  undoing: '◐',
  undone: '↺',
  denied: '✕',
  expired: '○',
  cancelled: '○',
  stopped: '■',
} as const;

export const stateSymbol = (view: RequestView): string => symbols[view.request.state];

export function stepsDone(view: RequestView): string {
  const progress = view.undoProgress.length > 0 ? view.undoProgress : view.progress;
  const done = progress.filter((line) => line.state === 'done' || line.state === 'already-done').length;
  return `${done} of ${progress.length} steps`;
}
