import type { KnownBlock } from '@slack/types';
import type { ChangeRequest, RequestState } from '../../domain/change-request.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { describeGate } from '../../domain/plan-words.ts';
import type { ProgressLine, RequestView } from '../../domain/request-view.ts';
import type { Risk } from '../../domain/risk.ts';
import type { Summary } from '../../domain/summary.ts';
import { bold, type Line, lines, person, quiet, say, titledList } from './rich.ts';
import { oneLine } from './text.ts';

/** How much of a request is drawn. What is left out is said, and `cutsAnything` tells that something was. */
export interface Detail {
  /** Characters of each text that people or AWS wrote. */
  readonly textMax: number;
  readonly linesMax: number;
  readonly stepsMax: number;
}

export const everything: Detail = { textMax: 3000, linesMax: 60, stepsMax: 100 };

export function cutsAnything(view: RequestView, detail: Detail): boolean {
  const { summary, risk, askedAgain } = view.request;
  const texts = [
    ...summary.lines.flatMap((line) => [line.label, line.text]),
    ...summary.plan,
    ...risk.reasons,
    ...askedAgain,
  ];
  return (
    texts.some((text) => text.length > detail.textMax) ||
    summary.lines.length > detail.linesMax ||
    askedAgain.length > detail.stepsMax ||
    summary.plan.length > detail.stepsMax
  );
}

const levels = {
  routine: '○ Routine',
  standard: '▲ Standard',
  sensitive: '▲▲ Sensitive',
  refused: '✕ Refused',
} as const;

export function riskLine(risk: Risk, max: number): Line {
  const level: Line = [bold('Risk  '), bold(levels[risk.level])];
  return risk.reasons.length === 0 ? level : [...level, say(` · ${oneLine(risk.reasons.join(' · '), max)}`)];
}

/** Short facts share a line, wide ones have their own. */
export function summaryLines(summary: Summary, detail: Detail): readonly Line[] {
  const shown = summary.lines.slice(0, detail.linesMax);
  const rows: Line[] = [];
  let room = 0;
  for (const { label, text, wide, person: id } of shown) {
    const value = oneLine(text, detail.textMax);
    const fact: Line = [bold(`${oneLine(label, 40)}  `), id ? person(id) : say(value)];
    const width = label.length + value.length;
    const last = rows.at(-1);
    if (wide !== true && last && width < room) {
      rows[rows.length - 1] = [...last, say('   ·   '), ...fact];
      room -= width + 7;
    } else {
      rows.push(fact);
      room = wide === true ? 0 : 80 - width;
    }
  }
  const left = summary.lines.length - shown.length;
  return left > 0 ? [...rows, [quiet(`and ${left} more facts in the full plan`)]] : rows;
}

/** Whom the user belongs to, or from whom to whom it goes. */
export function ownerOf({ action, owner, concerns, requestedBy }: RequestView['request']): Line {
  const old = action === 'transfer-user' ? concerns.find(({ id }) => id !== owner) : undefined;
  if (old) return [say(' · from '), person(old.id), say(' to '), person(owner)];
  return owner === requestedBy ? [] : [say(' · owner '), person(owner)];
}

export function askedBy(view: RequestView): Line {
  const { request } = view;
  return [bold('Asked by  '), person(request.requestedBy), ...ownerOf(request)];
}

export function approvalLines(view: RequestView): readonly Line[] {
  return view.request.approvals.map((approval): Line => [bold('Approved by  '), person(approval.by)]);
}

/** Why it is asked again: what has moved since the last approval. */
export function askedAgain(view: RequestView, detail: Detail): KnownBlock[] {
  const all = view.request.askedAgain;
  if (all.length === 0) return [];
  const shown = all.slice(-detail.stepsMax).map((text): Line => [say(oneLine(text, detail.textMax))]);
  const left = all.length - shown.length;
  return [
    titledList(
      [bold(view.request.state === 'drifted' ? 'It can’t run, because' : 'Asked again, because')],
      'bullet',
      left > 0 ? [...shown, [quiet(`and ${left} more`)]] : shown,
    ),
  ];
}

/** The plan while nothing has run, the progress afterwards. */
export function planOrProgress(view: RequestView, detail: Detail): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  const started = view.progress.some((line) => line.state !== 'waiting');
  // What ended before it ran leaves the channel to what still wants a decision.
  if (!started && !endedUnrun.includes(view.request.state)) blocks.push(...planList(view.request, detail));
  if (started) blocks.push(progressLines('Progress', withGates(view), view, detail));
  if (view.undoProgress.length > 0) blocks.push(progressLines('Undo', view.undoProgress, view, detail));
  return blocks;
}

const endedUnrun: readonly RequestState[] = ['denied', 'expired', 'cancelled'];

/** The steps of a plan, one a line. */
export function planList(
  { summary: { plan }, owner }: Pick<ChangeRequest, 'summary' | 'owner'>,
  detail: Detail,
): KnownBlock[] {
  if (plan.length === 0) return [];
  const shown = plan
    .slice(0, detail.stepsMax)
    .map((text): Line => namingOwner(oneLine(text, detail.textMax), owner));
  const left = plan.length - shown.length;
  if (shown.length === 0) return [lines([[bold('Plan  '), quiet(`${left} steps, in the full plan`)]])];
  return [
    titledList(
      [bold('Plan')],
      'ordered',
      left > 0 ? [...shown, [quiet(`and ${left} more steps in the full plan`)]] : shown,
    ),
  ];
}

/** Tags hold the owner’s id; people read a name. */
function namingOwner(text: string, owner: SlackUserId): Line {
  const [first = '', ...rest] = text.split(owner);
  const said = (part: string): Line => (part === '' ? [] : [say(part)]);
  return [...said(first), ...rest.flatMap((part): Line => [person(owner), ...said(part)])];
}

/** The progress with a line for each gate, before the steps that stand behind it. */
function withGates({ request, progress }: RequestView): readonly Row[] {
  const { plan, holds } = request;
  let next = 0;
  const rows = plan.stages.flatMap((stage, index): readonly Row[] => {
    const steps = progress.slice(next, next + stage.operations.length);
    next += steps.length;
    if (!stage.gate) return steps;
    const left = holds.findLast((hold) => hold.stage === index);
    const state = !left ? 'waiting' : left.left === 'opened' ? 'done' : left.left ? 'undone' : 'standing';
    return [{ text: describeGate(stage.gate), state }, ...steps];
  });
  return [...rows, ...progress.slice(next)];
}

type Row = Omit<ProgressLine, 'state'> & { readonly state: keyof typeof marks };

const marks = {
  waiting: '○',
  standing: '◔',
  intended: '◐',
  running: '◐',
  done: '✓',
  'already-done': '✓',
  failed: '✕',
  undone: '↺',
} as const;

function progressLines(
  title: string,
  progress: readonly Row[],
  { request }: RequestView,
  detail: Detail,
): KnownBlock {
  const notable = (line: Row) =>
    line.state === 'standing' ||
    line.state === 'failed' ||
    line.state === 'running' ||
    line.state === 'intended';
  const shown =
    progress.length <= detail.stepsMax
      ? progress
      : [...progress.filter(notable).slice(0, Math.max(1, detail.stepsMax))];
  const rows = shown.map((line): Line => {
    const already = line.state === 'already-done' ? ' (was so already)' : '';
    const isSaid = line.note === request.failure?.message;
    const note = line.note === undefined || isSaid ? '' : `: ${oneLine(line.note, detail.textMax)}`;
    const text = `${marks[line.state]}  ${oneLine(line.text, detail.textMax)}${already}${note}`;
    return namingOwner(text, request.owner);
  });
  const left = progress.length - shown.length;
  return lines([
    [bold(title)],
    ...rows,
    ...(left > 0 ? [[quiet(`and ${left} more steps in the full plan`)]] : []),
  ]);
}
