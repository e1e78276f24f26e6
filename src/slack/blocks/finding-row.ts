import type { Button, KnownBlock } from '@slack/types';
import type { Severity } from '../../domain/finding.ts';
import type { FindingRow, RowButton } from '../../domain/finding-row.ts';
import { UserRef } from '../../domain/user.ts';
import { actions } from '../ids.ts';
import { button, buttons } from './message.ts';
import { bold, type Line, lines, quiet, say } from './rich.ts';
import { oneLine } from './text.ts';
import { beginButton } from './user-buttons.ts';

/** How much of a row is shown. */
export interface RowLook {
  /** What was found, the worst first; the rest is counted. */
  readonly findings: number;
  /** Characters of each. */
  readonly words: number;
  /** Remedies beside Snooze. */
  readonly remedies: number;
  readonly exempt: boolean;
}

/** From full to sparse; the last fits ten rows into a message, whatever is in them. */
export const rowLooks: readonly RowLook[] = [
  { findings: 2, words: 250, remedies: 2, exempt: true },
  { findings: 2, words: 120, remedies: 2, exempt: true },
  { findings: 2, words: 80, remedies: 2, exempt: false },
  { findings: 1, words: 80, remedies: 1, exempt: false },
  { findings: 1, words: 50, remedies: 1, exempt: false },
  { findings: 1, words: 25, remedies: 1, exempt: false },
];

/** One user with the worst that is found about it, and what mends it. `place` tells rows of one message apart. */
export function findingRow(row: FindingRow, place: string, look: RowLook): KnownBlock[] {
  const shown = row.parts.slice(0, look.findings);
  const more = row.parts.length - shown.length;
  return [
    lines([
      [bold(`${severityMark(row.severity)} ${nameOf(row)}`)],
      ...shown.map(({ words }): Line => [say(oneLine(words, look.words))]),
      ...(more > 0 ? [[quiet(`and ${more} more`)]] : []),
    ]),
    ...buttons(place, rowButtons(row, look)),
  ];
}

export const nameOf = ({ userName, about, accountName }: FindingRow): string =>
  `${oneLine(userName ?? (about === 'root' ? 'the root user' : 'the account'), 64)} in ${oneLine(accountName, 60)}`;

export function severityMark(severity: Severity): string {
  return severity === 'critical' || severity === 'high' ? `▲ ${severity} ·` : `${severity} ·`;
}

function rowButtons(row: FindingRow, { remedies, exempt }: RowLook): readonly Button[] {
  const mend = row.buttons.filter(({ kind }) => kind === 'begin' || kind === 'advice').slice(0, remedies);
  const rest = row.buttons.filter(({ kind }) => kind === 'snooze' || (exempt && kind === 'exempt'));
  return [...mend, ...rest].flatMap((one) => drawButton(one, row));
}

function drawButton(one: RowButton, { accountId, userName }: FindingRow): readonly Button[] {
  switch (one.kind) {
    case 'begin': {
      if (userName === undefined) return [];
      const look = one.accessKeyId === undefined ? {} : { accessKeyId: one.accessKeyId };
      return [beginButton(one.action, one.label, UserRef.parse({ accountId, userName }), look)];
    }
    case 'advice':
      return [button(actions.findingAdvice, one.label, one.key)];
    case 'snooze':
      return [button(actions.snooze, 'Snooze…', one.key)];
    case 'exempt':
      return [button(actions.exempt, 'Accept…', one.key)];
  }
}
