import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { digestPages, makeDigest } from '../../../src/domain/digest.ts';
import { type FindingRow, rowsOf } from '../../../src/domain/finding-row.ts';
import { ChannelId, SlackUserId, UserName } from '../../../src/domain/ids.ts';
import { bulletinMessage } from '../../../src/slack/blocks/bulletin-message.ts';
import { digestAnswer } from '../../../src/slack/blocks/digest.ts';
import { findingRow, rowLooks } from '../../../src/slack/blocks/finding-row.ts';
import { findingAdvice, snoozeModal } from '../../../src/slack/blocks/snooze.ts';
import { knowWhoseModal } from '../../../src/slack/blocks/whose.ts';
import { accountId, knownFinding } from '../../workflows/known-findings.ts';
import { hostileText } from './hostile.ts';
import { assertMessage, assertView } from './valid.ts';

const channel = ChannelId.parse('C0PRODEU000');
const person = SlackUserId.parse('U0INES00000');
const userName = UserName.parse('svc-backup');
const now = '2026-11-23T08:00:00.000Z';

test('whatever is written into names and tags, every message about findings is one that Slack takes', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 1, max: 60 }), (text, count) => {
      const findings = Array.from({ length: count }, (_, number) => knownFinding(number, text));
      const accountName = () => text;
      const accounts = [{ name: text, failure: text }];
      const { digest, rows } = makeDigest({
        ...{ channel, now, zone: 'UTC', scope: [text], findings, accounts, accountName },
        ...{
          history: [],
          announced: [{ day: '2026-12-01', count: 2 }],
          previous: { at: '2026-11-16T08:00:00.000Z', open: 3 },
        },
      });
      assertMessage(bulletinMessage({ kind: 'digest', digest, pictureId: 'F0123' }));
      assertMessage(digestAnswer(digest));
      for (const lines of digestPages(rows))
        assertMessage(bulletinMessage({ kind: 'digest-page', page: 1, pages: 1, lines: [...lines] }));
      const ends = Array.from({ length: count }, () => ({
        accountId,
        accountName: text,
        userName,
        endsOn: '2026-12-01',
      }));
      const shown = rows.slice(0, 10);
      for (const to of ['owner', 'team', 'approvers'] as const)
        assertMessage(
          bulletinMessage({ kind: 'attention', to, owners: [person], rows: shown, ends, more: count }),
        );
      assertMessage(bulletinMessage({ kind: 'alert', accountName: text, rows: shown.slice(0, 2) }));
      const newcomer = { what: 'access-key' as const, userName, createdAt: now };
      const newcomers = Array.from({ length: count }, () => newcomer);
      assertMessage(bulletinMessage({ kind: 'drift', accountId, accountName: text, since: now, newcomers }));
      const [known] = findings;
      const [row] = rowsOf(findings.slice(0, 1), accountName);
      if (!known || !row) return;
      assertMessage(bulletinMessage({ kind: 'whose', row, suggestedBy: person }));
      assertMessage(findingAdvice({ known, row }));
      assertView(snoozeModal({ known, row }));
      assertView(knowWhoseModal({ known, row }));
    }),
    { numRuns: 60 },
  );
});

test('a row says the two worst of its user and counts the rest', () => {
  const [row] = rowsOf([knownFinding(1, 'growth')], () => 'prod-eu');
  const [part] = row?.parts ?? [];
  const [look] = rowLooks;
  if (!row || !part || !look) throw new Error('A finding makes a row.');
  const linesFor = (words: readonly string[]) => {
    const many: FindingRow = {
      ...row,
      userName,
      severity: 'high',
      parts: words.map((one) => ({ ...part, words: one })),
    };
    const [text] = findingRow(many, 'row-0', look);
    return JSON.stringify(text).match(/(?<="text":")(?!\\n)[^"]+/g);
  };
  const name = '▲ high · svc-backup in prod-eu';
  assert.deepEqual(linesFor(['nobody owns it', 'no boundary', 'no group', 'two keys']), [
    ...[name, 'nobody owns it', 'no boundary', 'and 2 more'],
  ]);
  assert.deepEqual(linesFor(['nobody owns it', 'no boundary']), [name, 'nobody owns it', 'no boundary']);
});
