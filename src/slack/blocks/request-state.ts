import type { RequestView } from '../../domain/request-view.ts';
import { undoneWords } from './action-words.ts';
import { bold, type Line, moment, person, say } from './rich.ts';
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
    case 'waiting':
      return [
        bold('◔ Waiting'),
        ...(request.waitingFor ? [say(` · ${oneLine(request.waitingFor, 200)}`)] : []),
        ...(request.resumeAt ? [say(' · until '), moment(request.resumeAt)] : []),
      ];
    case 'done':
      return [bold('✓ Done'), say(' · read back and compared · '), moment(request.changedAt)];
    case 'failed':
      return [
        bold(`✕ Stopped${request.failure?.phase === 'undo' ? ' while undoing' : ''}`),
        say(` · ${stepsDone(view)}`),
      ];
    case 'undoing':
      return [bold('◐ Being undone'), say(` · ${stepsDone(view)}`)];
    case 'undone':
      return [bold('↺ Undone'), say(` · ${undoneWords(request)} · `), moment(request.changedAt)];
    case 'denied':
      return [bold('✕ Denied'), ...endedBy, say(' · '), moment(request.changedAt)];
    case 'expired':
      return [bold('○ Expired'), say(' · nobody decided in time and nothing was done')];
    case 'cancelled':
      return [bold('○ Cancelled'), ...endedBy, say(' · nothing was done')];
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
      return request.waitingFor ? `waiting: ${oneLine(request.waitingFor, 120)}` : 'waiting';
    case 'done':
      return 'done';
    case 'failed':
      return 'stopped';
    case 'undoing':
      return 'being undone';
    case 'undone':
      return 'undone';
    case 'denied':
      return 'denied';
    case 'expired':
      return 'expired';
    case 'cancelled':
      return 'cancelled';
  }
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
} as const;

export const stateSymbol = (view: RequestView): string => symbols[view.request.state];

export function stepsDone(view: RequestView): string {
  const progress = view.undoProgress.length > 0 ? view.undoProgress : view.progress;
  const done = progress.filter((line) => line.state === 'done' || line.state === 'already-done').length;
  return `${done} of ${progress.length} steps`;
}
