import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actions } from '../../src/actions/index.ts';
import { RuleId } from '../../src/domain/finding.ts';
import type { Reading } from '../../src/domain/inventory.ts';
import { rules } from '../../src/findings/index.ts';
import { examples } from './examples.ts';
import {
  ago,
  exemptionOf,
  find,
  findBy,
  house,
  inventory,
  NOW,
  person,
  read,
  SECOND,
  user,
} from './inventory.ts';

test('the list of rules is the list of their ids, in order', () => {
  assert.deepEqual(
    rules.map(({ id }) => id),
    RuleId.options,
  );
});

test('of a user, a person, root and an account as they should be nothing is said', () => {
  assert.deepEqual(find(read({ users: [user(), person()] })), []);
});

for (const rule of rules) {
  const { found, words, silent, passed, settings = {} } = examples[rule.id];

  test(`${rule.id}: is found, with evidence, since when, and what mends it`, () => {
    const [finding, ...more] = findBy(rule.id, found, settings);
    assert.ok(finding !== undefined);
    assert.deepEqual(more, []);
    assert.equal(finding.evidence.words, words);
    assert.ok(finding.since <= NOW && !Number.isNaN(Date.parse(finding.since)), finding.since);
    assert.ok(finding.evidence.asOf <= NOW);
    assert.ok(finding.key.startsWith(`${rule.id} 123456789012`));
    assert.equal(finding.title, rule.title);
    if (finding.remedy.kind === 'advice') return;
    const { action, prefill } = finding.remedy;
    const form = actions.find(({ id }) => id === action)?.form.map(({ name }) => name);
    for (const field of Object.keys(prefill)) assert.ok(form?.includes(field), `${action}: ${field}`);
    assert.ok(form !== undefined, action);
  });

  for (const [why, reading] of Object.entries(silent)) {
    test(`${rule.id}: nothing about ${why}`, () => {
      assert.deepEqual(findBy(rule.id, reading, settings), []);
    });
  }

  test(`${rule.id}: exempted until a day, it is marked, and comes back`, () => {
    const [finding] = findBy(rule.id, found, settings);
    assert.ok(finding !== undefined);
    const exempted = (until: string) =>
      findBy(rule.id, found, { ...settings, exemptions: [exemptionOf(finding, until)] });
    assert.equal(exempted(ago(-1))[0]?.exemption?.reason, 'the vendor takes nothing else');
    assert.deepEqual(exempted(NOW), [finding]);
    const other = { ...exemptionOf(finding, ago(-1)), accountId: '999999999999' as never };
    assert.deepEqual(findBy(rule.id, found, { ...settings, exemptions: [other] }), [finding]);
  });

  test(`${rule.id}: off, or another severity, by configuration`, () => {
    const staleness = settings.house?.staleness ?? {};
    const change = (more: object) => house({ ...settings.house, staleness: { ...staleness, ...more } });
    assert.deepEqual(findBy(rule.id, found, { ...settings, house: change({ off: [rule.id] }) }), []);
    const severities = { [rule.id]: 'low' };
    assert.equal(findBy(rule.id, found, { ...settings, house: change({ severities }) })[0]?.severity, 'low');
  });

  if (passed === undefined) continue;
  const { threshold, days, at } = passed;
  const finds = (reading: Reading, change = settings) => findBy(rule.id, reading, change).length > 0;

  test(`${rule.id}: ${days} days below, at and above ${threshold}`, () => {
    assert.deepEqual(
      [days - SECOND, days, days + SECOND].map((age) => finds(at(age))),
      [false, false, true],
    );
    const [finding] = findBy(rule.id, at(days + 3), settings);
    assert.equal(finding?.since, ago(3), 'since the threshold was passed');
  });

  test(`${rule.id}: another ${threshold} for the account, the environment, the kind or a tag`, () => {
    const reading = at(days + 1);
    const later = (when: object) => ({
      ...settings,
      house: house({
        ...settings.house,
        staleness: {
          ...settings.house?.staleness,
          exceptions: [
            { when, thresholds: { [threshold]: days + 2 } },
            { when: {}, thresholds: { [threshold]: days } },
          ],
        },
      }),
    });
    const kind = findBy(rule.id, reading, settings)[0]?.subject;
    assert.ok(kind?.kind === 'user');
    for (const when of [
      { account: '123456789012' },
      { environment: ['production'] },
      { kind: ['service', 'human'] },
      { tag: { key: 'CHATELAINE:team', value: 'platform' } },
      { tag: { key: 'chatelaine:team' } },
    ])
      assert.equal(finds(reading, later(when)), false, JSON.stringify(when));
    for (const when of [
      { account: '999999999999' },
      { environment: 'staging' },
      { tag: { key: 'chatelaine:team', value: 'data' } },
    ])
      assert.equal(finds(reading, later(when)), true, JSON.stringify(when));
  });
}

test('root used: within the threshold, and no longer', () => {
  const at = (days: number) =>
    findBy(
      'root-used',
      read({ root: { ...inventory().root, passwordUse: { kind: 'used', at: ago(days) } } }),
    );
  assert.deepEqual(
    [29, 30, 30 + SECOND].map((days) => at(days).length),
    [1, 1, 0],
  );
});

test('a password policy is weak below the thresholds, and says in what', () => {
  const policy = { ...(inventory().passwordPolicy as object), minimumLength: 13, remembersLast: 23 } as never;
  const [finding] = findBy('account-password-policy', read({ passwordPolicy: policy }));
  assert.equal(
    finding?.evidence.words,
    'password policy: 13 characters are enough, 14 should be asked for, only 23 old passwords are remembered; nobody has a password',
  );
  assert.equal(finding?.severity, 'low');
});

test('an old password: of the account’s policy and the house the stricter holds', () => {
  const policy = (maxAgeDays: number) => ({ ...(inventory().passwordPolicy as object), maxAgeDays }) as never;
  const users = [
    person({ password: { kind: 'set', changedAt: ago(50), use: { kind: 'used', at: ago(1) } } }),
  ];
  const strict = { house: house({ staleness: { thresholds: { passwordOlderThanDays: 45 } } }) };
  const count = (maxAgeDays: number, settings = {}) =>
    findBy('password-old', read({ users, passwordPolicy: policy(maxAgeDays) }), settings).length;
  assert.deepEqual([count(49), count(51), count(51, strict)], [1, 0, 1]);
});

test('break-glass and protected users get words instead of a button', () => {
  const reading = read({ users: [person({ userName: 'break-glass-1' as never, hasMfa: false })] });
  const [finding] = findBy('password-without-mfa', reading);
  assert.equal(finding?.remedy.kind, 'advice');
});
