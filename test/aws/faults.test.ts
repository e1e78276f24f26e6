import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OperationKind } from '../../src/domain/operation.ts';
import type { AwsSimulator } from '../../src/sandbox/aws/simulator.ts';
import { isChange, keyOf } from './changes.ts';
import { plant } from './existing.ts';
import { countCalls, FINAL_FAULTS, faultsOf } from './fault-list.ts';
import { FORWARD, PROD, perform, play, type Started, type Story, start, story } from './start.ts';

// Every general fault at every call of every operation: the calls are enumerated by the code itself, by performing once without faults.
/** What has to be there before each operation, in the order in which everything is done and taken back. */
const BEFORE: { readonly [K in OperationKind]: readonly OperationKind[] } = {
  'create-group': [],
  'attach-group-policy': ['create-group'],
  'put-group-policy': ['create-group'],
  'create-user': [],
  'put-user-policy': ['create-user'],
  'add-user-to-group': ['create-group', 'create-user'],
  'create-access-key': ['create-user'],
  'verify-user': FORWARD.slice(0, -1),
  'delete-access-key': ['create-user', 'create-access-key'],
  'remove-user-from-group': ['create-group', 'create-user', 'add-user-to-group'],
  'delete-user-policy': ['create-user', 'put-user-policy'],
  'delete-user': ['create-user'],
  'delete-group-policy': ['create-group', 'put-group-policy'],
  'detach-group-policy': ['create-group', 'attach-group-policy'],
  'delete-group': ['create-group'],
  // These are done to a user that was there before.
  'tag-user': [],
  'untag-user': [],
  'set-access-key-status': [],
  'remove-access-key': [],
  'attach-user-policy': [],
  'detach-user-policy': ['attach-user-policy'],
  'delete-login-profile': [],
  'read-back': [],
};
const ORDER = Object.keys(BEFORE) as OperationKind[];

function partOf(simulator: AwsSimulator, told: Story) {
  const { users, groups, secrets } = simulator.world.snapshot(PROD);
  const number = told.request.slice('IAM-'.length);
  return {
    user: users.find(({ name }) => name === told.userName),
    group: groups.find(({ name }) => name === `group-${number}`),
    secret: secrets.find(({ name }) => name === `chatelaine/${told.userName}`),
  };
}

/** As above without ids, times and names, so that two stories can be compared. */
function shapeOf(simulator: AwsSimulator, told: Story) {
  const { user, group, secret } = partOf(simulator, told);
  const number = told.request.slice('IAM-'.length);
  return JSON.parse(
    JSON.stringify({
      user: user && {
        path: user.path,
        tags: user.tags,
        boundary: user.boundary,
        groups: user.groups,
        inline: user.inline,
        attached: user.attached,
        keys: user.keys.map(({ active }) => active),
        console: user.console !== undefined,
      },
      group: group && { members: group.members, attached: group.attached, inline: group.inline },
      secret: secret && { deleted: secret.deletedAt !== undefined },
    }).replaceAll(new RegExp(`\\b${number}\\b`, 'g'), 'N'),
  );
}

/** No key without somebody who has its secret. */
function everyKeyIsDelivered({ simulator }: Started, told: Story): void {
  const { user, secret } = partOf(simulator, told);
  const stored = secret && simulator.world.secretValue(PROD, secret.name);
  const { accessKeyId, secretAccessKey } = JSON.parse(stored ?? '{}');
  for (const key of user?.keys ?? []) {
    if (key.id === keyOf(Number(told.request.slice('IAM-'.length)))) continue;
    assert.equal(key.id, accessKeyId, 'a key whose secret nobody has');
    assert.ok(simulator.world.isSecretOf(key.id, secretAccessKey));
  }
}

let number = 1_000;

describe('faults', { concurrency: true }, () => {
  for (const kind of ORDER) {
    test(`${kind}: a declared outcome whatever goes wrong, and never half a key`, async (t) => {
      const started = await start(t);
      const { simulator, aws } = started;

      const prepared = async () => {
        if (isChange(kind)) return plant(started, number++, BEFORE[kind].filter(isChange));
        const told = story(number++);
        const { userId } = await play(aws, told, BEFORE[kind]);
        const target = {
          accountId: PROD,
          userName: told.userName,
          ...(userId === undefined ? {} : { userId }),
        };
        return { told, attempt: told.attempt({ target }) };
      };

      const good = await prepared();
      const first = simulator.calls.length;
      const expected = await perform(aws, good.told.operation(kind), good.attempt);
      assert.equal(expected.outcome.kind, 'done');
      const expectedShape = shapeOf(simulator, good.told);
      const calls = countCalls(simulator.calls.slice(first));

      for (const [operation, times] of calls) {
        for (let nth = 1; nth <= times; nth++) {
          for (const [name, fault] of faultsOf(operation)) {
            const here = `${name} at ${operation} ${nth}`;
            const { told, attempt } = await prepared();
            const rule = simulator.faults.add({ operation, nth, fault });
            const { outcome } = await perform(aws, told.operation(kind), attempt);
            simulator.faults.remove(rule);
            everyKeyIsDelivered(started, told);
            if (outcome.kind === 'failed') {
              assert.ok(FINAL_FAULTS.includes(name), `${here}: ${outcome.message}`);
              assert.match(outcome.message, /^[A-Z].*\.$/s, here);
              assert.doesNotMatch(outcome.message, /undefined|\[object/, here);
            } else {
              assert.deepEqual(shapeOf(simulator, told), expectedShape, here);
            }
          }
        }
      }
    });
  }
});
