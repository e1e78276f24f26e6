import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { madeAgain } from '../../src/actions/made-again.ts';
import type { Account } from '../../src/domain/house.ts';
import { UserSnapshot } from '../../src/domain/snapshot.ts';
import { house } from '../domain/fixtures.ts';

const json = (path: string) => JSON.parse(readFileSync(new URL(`../plans/${path}`, import.meta.url), 'utf8'));
const account = json('account.json') as Account;
const now = '2026-11-22T09:00:00.000Z';
const everything = UserSnapshot.parse(
  json('offboard-user/awkward-everything-on-it/expected.json').plan.snapshot,
);
const tagged = (tags: Readonly<Record<string, string>>): UserSnapshot => ({
  ...everything,
  tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
});

test('a user is made again from its tags, its declared networks and the groups that the catalogue knows', () => {
  const snapshot = { ...everything, groups: ['Chatelaine-Metrics-Read', 'chatelaine-staging', 'developers'] };
  const { values, left } = madeAgain(snapshot, { house, account, now });
  assert.deepEqual(values, {
    account: '123456789012',
    userName: 'svc-backup',
    purpose: 'Nightly backup of the shop',
    owner: 'U0OWNER',
    team: 'platform',
    environment: 'production',
    networks: '198.51.100.0/24',
    bundles: ['metrics-read'],
    ends: '2026-12-31',
    delivery: 'secrets-manager',
  });
  assert.deepEqual(left, [
    { label: 'Groups', text: 'chatelaine-staging, developers' },
    { label: 'Policies', text: 'team, ReadOnlyAccess, a-team' },
    { label: 'Credentials', text: '3 access keys, 4 more, a console password' },
  ]);
});

test('nothing by which anybody could get in is carried over', () => {
  const text = JSON.stringify(madeAgain(everything, { house, account, now }));
  for (const { id } of [...everything.accessKeys, ...everything.otherCredentials])
    assert.ok(!text.includes(id), id);
  assert.doesNotMatch(text, /mfa|GAHT/);
});

test('an end that has passed, an owner who is nobody and a team that is gone are asked for anew', () => {
  const snapshot = tagged({
    'Chatelaine:Ends': '2026-11-21',
    'chatelaine:owner': 'ada@example.com',
    'chatelaine:team': 'gone',
    'chatelaine:why-not-a-role': 'the vendor takes keys only',
  });
  const { values, insist, path } = madeAgain(snapshot, { house, account, now });
  assert.deepEqual(Object.keys(values), ['account', 'userName', 'environment', 'networks', 'delivery']);
  assert.deepEqual([insist, path], ['the vendor takes keys only', undefined]);
  const known = madeAgain(tagged({ 'chatelaine:why-not-a-role': 'something-else' }), { house, account, now });
  assert.deepEqual([known.insist, known.path], [undefined, 'something-else']);
});
