import type { Button, KnownBlock } from '@slack/types';
import type { Severity } from '../../domain/finding.ts';
import type { FindingRow, RowButton } from '../../domain/finding-row.ts';
import { UserRef } from '../../domain/user.ts';
import { actions } from '../ids.ts';
import { button, buttons } from './message.ts';
import { fitText, oneLine, plain } from './text.ts';
import { beginButton } from './user-buttons.ts';

/** How much of a row is shown: characters of its evidence, and its buttons. */
export interface RowLook {
  readonly words: number;
  /** Remedies beside Snooze. */
  readonly remedies: number;
  readonly exempt: boolean;
}

/** From full to sparse; the last fits ten rows into a message, whatever is in them. */
export const rowLooks: readonly RowLook[] = [
  { words: 500, remedies: 2, exempt: true },
  { words: 250, remedies: 2, exempt: true },
  { words: 150, remedies: 2, exempt: false },
  { words: 100, remedies: 1, exempt: false },
  { words: 60, remedies: 1, exempt: false },
];

/** One user with everything found about it, and what mends it. `place` tells rows of one message apart. */
export function findingRow(row: FindingRow, place: string, look: RowLook): KnownBlock[] {
  const words = row.parts.map((part) => part.words).join('; ');
  return [
    {
      type: 'section',
      block_id: `${place}-text`,
      text: plain(`${severityMark(row.severity)} ${nameOf(row)}\n${fitText(words, look.words)}`),
    },
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
