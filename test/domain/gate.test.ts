import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AccessKeyFacts } from '../../src/domain/facts.ts';
import { type Gate, type Hold, judgeGate } from '../../src/domain/gate.ts';
import { AccessKeyId, SlackUserId } from '../../src/domain/ids.ts';
import { plusHours } from '../../src/domain/instant.ts';

const since = '2026-11-22T09:00:00.000Z';
const after = (hours: number) => plusHours(since, hours);
const dayMs = 86_400_000;
const hold: Hold = { stage: 1, since, reminders: 0, evidence: [] };
const oldKey = AccessKeyId.parse('AKIAIOSFODNN7EXAMPLE');
const newKey = 'AKIAI44QH8DHBEXAMPLE';
const asking = {
  by: 'either',
  question: 'Switched?',
  yes: 'Yes',
  no: 'No',
  remindEveryMs: 2 * dayMs,
  giveUpAfterMs: 14 * dayMs,
} as const;
const observe: Gate = {
  kind: 'observe',
  what: 'new-key-used-and-old-idle',
  oldKey,
  idleForMs: dayMs,
  ...asking,
};
const confirm: Gate = { kind: 'confirm', ...asking };

function key(
  id: string,
  usedHours?: number,
  service = 's3',
  status: AccessKeyFacts['status'] = 'Active',
): AccessKeyFacts {
  return {
    id,
    status,
    createdAt: '2026-01-01T00:00:00.000Z',
    ...(usedHours === undefined ? {} : { lastUsed: { at: after(usedHours), service, region: 'eu-west-1' } }),
  };
}

const kindAt = (gate: Gate, hours: number, facts = {}, standing = hold) =>
  judgeGate(gate, standing, facts, after(hours)).kind;

describe('a gate that waits for a day', () => {
  const wait: Gate = { kind: 'wait', forMs: 7 * dayMs };
  test('opens when the time has passed, and not a minute before', () => {
    assert.equal(kindAt(wait, 7 * 24 - 0.01), 'hold');
    assert.equal(kindAt(wait, 7 * 24), 'open');
    assert.equal(kindAt(wait, 9000), 'open');
  });
  test('is put off when the disabled key was used after all', () => {
    const guarded: Gate = { ...wait, unlessUsed: oldKey };
    assert.equal(kindAt(guarded, 7 * 24, { old: key(oldKey, 0.2, 's3', 'Inactive') }), 'open', 'told late');
    const used = judgeGate(guarded, hold, { old: key(oldKey, 30, 's3', 'Inactive') }, after(7 * 24));
    assert.equal(used.kind, 'hold');
    assert.ok(used.kind === 'hold' && /put off/.test(used.why) && used.reminders === 1);
    assert.equal(kindAt(guarded, 30 + 7 * 24, { old: key(oldKey, 30, 's3', 'Inactive') }), 'open');
  });
});

describe('a gate that waits for an answer', () => {
  test('opens with the answer, reminds, and gives up', () => {
    assert.equal(kindAt(confirm, 1, {}, { ...hold, confirmedBy: SlackUserId.parse('U0OWNER') }), 'open');
    const at = (hours: number) => judgeGate(confirm, hold, {}, after(hours));
    assert.deepEqual(at(1), { kind: 'hold', until: after(48), why: 'an answer', reminders: 0, evidence: [] });
    assert.deepEqual(at(49), {
      kind: 'hold',
      until: after(96),
      why: 'an answer',
      reminders: 1,
      evidence: [],
    });
    assert.deepEqual(at(13 * 24), {
      kind: 'hold',
      until: after(14 * 24),
      why: 'an answer',
      reminders: 6,
      evidence: [],
    });
    assert.deepEqual(at(14 * 24), { kind: 'give-up', why: 'Nobody answered in 14 days.' });
  });
});

describe('a gate that watches two keys', () => {
  const seen = (hours: number, old: AccessKeyFacts, fresh: AccessKeyFacts) =>
    kindAt(observe, hours, { old, new: fresh });
  test('opens when the new key does the old one’s work and the old one has rested', () => {
    assert.equal(seen(30, key(oldKey, 2), key(newKey, 29)), 'open');
    assert.equal(seen(20, key(oldKey, -100), key(newKey, 19)), 'hold', 'not yet looked at for long enough');
    assert.equal(seen(30, key(oldKey, 10), key(newKey, 29)), 'hold', 'the old one was used a moment ago');
    assert.equal(seen(30, key(oldKey, 2), key(newKey)), 'hold', 'the new one is not in use');
    assert.equal(seen(30, key(oldKey, 2, 's3'), key(newKey, 29, 'sts')), 'hold', 'used for something else');
    assert.equal(seen(30, key(oldKey), key(newKey, 29)), 'hold', 'a key never used shows nothing');
  });
  test('opens when the old key is off or gone already', () => {
    assert.equal(seen(1, key(oldKey, 0, 's3', 'Inactive'), key(newKey)), 'open');
    assert.equal(kindAt(observe, 1, { new: key(newKey) }), 'open');
  });
  test('does not take a use elsewhere for the old key’s work, and says so', () => {
    const old = key(oldKey, -40);
    const used = { ...key(newKey, 30), lastUsed: { at: after(30), service: 's3', region: 'us-east-1' } };
    for (const fresh of [key(newKey, 30, 'ec2'), used]) {
      const verdict = judgeGate(observe, hold, { old, new: fresh }, after(72));
      assert.ok(
        verdict.kind === 'hold' &&
          verdict.evidence.some((line) => /nothing is disabled by itself/.test(line)),
      );
    }
  });
  test('stands still while the user is in quarantine, whatever was answered', () => {
    const facts = { user: 'quarantined', old: key(oldKey, -40, 's3', 'Inactive'), new: key(newKey) } as const;
    const answered = { ...hold, confirmedBy: SlackUserId.parse('U0OWNER') };
    for (const gate of [observe, { kind: 'wait', forMs: dayMs, unlessUsed: oldKey } as const]) {
      const verdict = judgeGate(gate, answered, facts, after(9000));
      assert.ok(verdict.kind === 'hold' && /in quarantine/.test(verdict.evidence[0] ?? ''));
    }
  });
  test('ends when the user is gone, whatever kind it is', () => {
    for (const gate of [observe, confirm, { kind: 'wait', forMs: dayMs } as const]) {
      const verdict = judgeGate(gate, hold, { user: 'gone' }, after(9000));
      assert.ok(verdict.kind === 'give-up' && verdict.isGone);
    }
  });
  test('looks every hour and says what it saw', () => {
    const verdict = judgeGate(observe, hold, { old: key(oldKey, 0), new: key(newKey) }, after(3));
    assert.deepEqual(verdict, {
      kind: 'hold',
      until: after(4),
      why: 'an answer',
      reminders: 0,
      evidence: [
        'the old key …MPLE: last used 2026-11-22 09:00 UTC, s3 in eu-west-1',
        'the new key …MPLE: never used, created 2026-01-01',
      ],
    });
  });
  test('gives up on a new key that nobody uses, never on one that somebody relies on', () => {
    assert.equal(seen(14 * 24, key(oldKey, 14 * 24 - 1), key(newKey)), 'give-up');
    const relied = judgeGate(observe, hold, { old: key(oldKey, 335), new: key(newKey, 100) }, after(14 * 24));
    assert.ok(relied.kind === 'hold' && /both keys are in use/.test(relied.why));
  });
});
