import type { BulletinMessage } from '../../domain/bulletin.ts';
import { findingRow, rowLooks } from './finding-row.ts';
import { type Drawn, drawn, firstThatFits, header } from './message.ts';
import { lines, say } from './rich.ts';
import { oneLine } from './text.ts';

/** About root or the account as a whole, the moment that it is seen. */
export function alert({ accountName, rows }: Extract<BulletinMessage, { kind: 'alert' }>): Drawn {
  const title = `▲ New in ${oneLine(accountName, 80)}`;
  const titles = rows.flatMap(({ parts }) => parts.map((part) => part.title)).join(', ');
  const text = `${title}: ${titles}.`;
  return firstThatFits(
    rowLooks.map(
      (look) => () =>
        drawn(text, [
          header(title),
          lines([[say('It concerns the whole account, so you hear it now and not at the next digest.')]]),
          ...rows.flatMap((row, index) => findingRow(row, `row-${index}`, look)),
        ]),
    ),
  );
}
