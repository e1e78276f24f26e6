import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inventory, InventoryUser } from '../../src/domain/inventory.ts';
import { carryOver, withUser } from '../../src/domain/inventory-change.ts';
import { ACCOUNT, ago, inventory, key, NOW, user } from '../findings/inventory.ts';

const only = (change: Partial<InventoryUser>): Inventory => inventory({ users: [user(change)] });
const first = ({ users }: Inventory) => users[0];
const disabled = key({ isActive: false });

test('since when a key is disabled, earlier looks tell: the first that saw it so', () => {
  const monday = only({ keys: [key()], keysAsOf: ago(9) });
  const tuesday = carryOver(monday, only({ keys: [disabled], keysAsOf: ago(8) }));
  assert.equal(first(tuesday)?.keys?.[0]?.disabledSince, undefined, 'it was enabled when last seen');
  const wednesday = carryOver(tuesday, only({ keys: [disabled], keysAsOf: ago(7) }));
  assert.equal(first(wednesday)?.keys?.[0]?.disabledSince, ago(8));
  const thursday = carryOver(wednesday, only({ keys: [disabled], keysAsOf: ago(6) }));
  assert.equal(first(thursday)?.keys?.[0]?.disabledSince, ago(8));
  const enabled = carryOver(thursday, only({ keys: [key()] }));
  assert.equal(first(enabled)?.keys?.[0]?.disabledSince, undefined);
});

test('the same name under another id is another user', () => {
  const before = only({ keys: [disabled], quarantineSeenSince: ago(40) });
  const again = only({ userId: 'AIDAEXAMPLEEXAMPLE99' as never, keys: [disabled], quarantineSeenSince: NOW });
  assert.deepEqual(carryOver(before, again), again);
});

test('a quarantine counts from the first look that saw it; SSH keys stay known until their turn comes', () => {
  const sshKey = { kind: 'ssh-public-key', id: 'APKA1', status: 'Active', createdAt: ago(200) } as const;
  const before = only({ quarantineSeenSince: ago(40), otherCredentials: [sshKey] });
  const now = carryOver(before, only({ quarantineSeenSince: NOW, notLookedAt: ['ssh-public-key'] }));
  assert.equal(first(now)?.quarantineSeenSince, ago(40));
  assert.deepEqual([first(now)?.otherCredentials, first(now)?.notLookedAt], [[sshKey], []]);
  const gone = carryOver(now, only({}));
  assert.equal(first(gone)?.quarantineSeenSince, undefined);
  assert.deepEqual(first(gone)?.otherCredentials, []);
});

test('a report that is behind takes nothing back: neither a password that went nor a use that was seen', () => {
  const asked = only({
    password: { kind: 'none' },
    keys: [key({ use: { kind: 'used', at: ago(1) } })],
    credentialsAsOf: ago(1),
    keysAsOf: ago(1),
  });
  const report = only({
    password: { kind: 'set', use: { kind: 'never' } },
    keys: [key({ use: { kind: 'used', at: ago(2) } }), key({ id: 'AKIAEXAMPLEEXAMPLE03' as never })],
    credentialsAsOf: ago(2),
    keysAsOf: ago(2),
  });
  const both = first(carryOver(asked, report));
  assert.deepEqual(
    [both?.password, both?.keys, both?.credentialsAsOf],
    [{ kind: 'none' }, first(asked)?.keys, ago(1)],
  );
  const listed = first(
    carryOver(
      asked,
      only({ keys: [key({ use: { kind: 'used', at: ago(2) } })], keysAsOf: NOW, credentialsAsOf: ago(2) }),
    ),
  );
  assert.deepEqual(
    listed?.keys?.map(({ use }) => use),
    [{ kind: 'used', at: ago(1) }],
  );
});

test('one user read afresh replaces itself, or goes, with the documents that it refers to', () => {
  const before = inventory({
    users: [user(), user({ userName: 'other' as never, userId: 'AIDAEXAMPLEEXAMPLE02' as never })],
  });
  const reading = {
    accountId: ACCOUNT,
    readAt: NOW,
    userName: user().userName,
    groups: {},
    policies: {},
    documents: { abc: '{}' },
  };
  const fresh = user({ groups: [], credentialsAsOf: NOW, keysAsOf: NOW });
  const changed = withUser(before, { ...reading, user: fresh });
  assert.deepEqual(
    changed.users.map(({ userName, groups }) => [userName, groups.length]),
    [
      ['other', 1],
      ['svc-datadog', 0],
    ],
  );
  assert.equal(changed.documents.abc, '{}');
  assert.deepEqual(
    withUser(before, reading).users.map(({ userName }) => userName),
    ['other'],
  );
});
