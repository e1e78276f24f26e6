import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { houseAccounts, slugOf } from '../../src/aws/account-names.ts';
import { AccountId, Slug } from '../../src/domain/ids.ts';
import { house } from './start.ts';

const id = (number: number) => AccountId.parse(String(number).padStart(12, '0'));

test('names become slugs', () => {
  assert.equal(slugOf('Prod EU (main)', id(1)), 'prod-eu-main');
  assert.equal(slugOf('Zürich – Café', id(1)), 'zurich-cafe');
  assert.equal(slugOf('本番', id(7)), id(7));
  assert.equal(slugOf('x'.repeat(80), id(1)).length, 40);
});

test('what the house says of an account goes before the organization', () => {
  const settings = {
    ...house,
    accounts: [
      { id: id(1), name: 'payments', environment: 'production', channel: 'C7', region: 'us-east-1' },
    ],
  } as typeof house;
  const [first, second] = houseAccounts(
    [
      { id: id(1), name: 'acct-1' },
      { id: id(2), name: 'Staging' },
    ],
    settings,
  );
  assert.deepEqual(first, {
    id: id(1),
    name: 'payments',
    environment: 'production',
    region: 'us-east-1',
    channel: 'C7',
  });
  assert.deepEqual(second, {
    id: id(2),
    name: 'staging',
    environment: house.defaultEnvironment,
    region: house.handOver.region,
    channel: house.channels.approvals,
  });
});

test('twins are told apart by their ids; a configured name stays', () => {
  const settings = { ...house, accounts: [{ id: id(10001), name: 'prod' }] } as typeof house;
  const members = [10001, 20002, 30003].map((number) => ({ id: id(number), name: 'Prod' }));
  assert.deepEqual(
    houseAccounts(members, settings).map(({ name }) => name),
    ['prod', 'prod-0002', 'prod-0003'],
  );
});

test('whatever the names are, every account gets a slug of its own', () => {
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom('Prod', 'prod', 'prod-0001', 'prod-0002', '!!', 'x'.repeat(60)),
  );
  fc.assert(
    fc.property(fc.array(name, { maxLength: 12 }), (names) => {
      const members = names.map((text, index) => ({ id: id(index * 10_000 + (index % 3)), name: text }));
      const slugs = houseAccounts(members, { ...house, accounts: [] }).map((account) => account.name);
      assert.equal(new Set(slugs).size, names.length);
      for (const slug of slugs) assert.ok(Slug.safeParse(slug).success, slug);
    }),
  );
});
