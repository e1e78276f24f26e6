import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OperationKind } from '../../src/domain/operation.ts';
import type { AwsSimulator } from '../../src/sandbox/aws/simulator.ts';
import {
  type ChangeName,
  changeNamed,
  type FurtherName,
  furtherChanges,
  isChange,
  keyOf,
} from './changes.ts';
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
  'put-user-boundary': [],
  'set-credential-status': [],
  'remove-credential': [],
  'remove-mfa-device': [],
  'remove-user': [],
  'verify-absent': ['remove-user'],
};
const ORDER = Object.keys(BEFORE) as OperationKind[];

/** The same for changes of these kinds that take another way. */
const BEFORE_FURTHER: { readonly [K in FurtherName]: readonly ChangeName[] } = {
  'disable the certificate': [],
  'disable the service credential': [],
  'delete the certificate': [],
  'delete the service credential': [],
  'change the inline policy': ['put-user-boundary'],
  'delete the inline policy': [],
  'join a group': [],
  'leave the group': ['join a group'],
  'read back, and nothing else': [],
};
const isFurther = (name: string): name is FurtherName => name in BEFORE_FURTHER;
/** Only a user on which nothing hangs can be deleted. */
const NEEDS_BARE: readonly string[] = ['remove-user', 'verify-absent'];

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
        mfa: user.mfa,
        others: [user.sshKeys, user.certificates, user.serviceCredentials].map((kind) =>
          kind.map(({ active }) => active),
        ),
      },
      virtualMfaDevices: virtualMfaDevices(simulator, told),
      group: group && { members: group.members, attached: group.attached, inline: group.inline },
      secret: secret && { deleted: secret.deletedAt !== undefined },
    }).replaceAll(new RegExp(`\\b${number}\\b`, 'g'), 'N'),
  );
}

function virtualMfaDevices(simulator: AwsSimulator, { userName }: Story): readonly string[] {
  let serials: readonly string[] = [];
  simulator.world.change(PROD, ({ virtualMfaDevices: devices }) => {
    serials = [...devices.keys()].filter((serial) => serial.endsWith(`/${userName}`));
  });
  return serials;
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

/** No year, nor any other number that stands in a policy: it is taken out where two stories are compared. */
let number = 100_000;

describe('faults', { concurrency: 12 }, () => {
  for (const kind of [...ORDER, ...(Object.keys(furtherChanges(0)) as FurtherName[])]) {
    test(`${kind}: a declared outcome whatever goes wrong, and never half a key`, async (t) => {
      // All kinds at once keep the machine busy: an answer may be late without being lost.
      const started = await start(t, {}, 1_500);
      const { simulator, aws } = started;

      const prepared = async () => {
        const mine = number++;
        if (isFurther(kind) || isChange(kind)) {
          const first = isFurther(kind) ? BEFORE_FURTHER[kind] : BEFORE[kind].filter(isChange);
          const carrying = NEEDS_BARE.includes(kind) ? 'nothing' : 'everything';
          const planted = await plant(started, mine, first, carrying);
          return { ...planted, operation: changeNamed(kind, mine) };
        }
        const told = story(mine);
        const { userId } = await play(aws, told, BEFORE[kind]);
        const target = {
          accountId: PROD,
          userName: told.userName,
          ...(userId === undefined ? {} : { userId }),
        };
        return { told, attempt: told.attempt({ target }), operation: told.operation(kind) };
      };

      const good = await prepared();
      const first = simulator.calls.length;
      const expected = await perform(aws, good.operation, good.attempt);
      assert.equal(expected.outcome.kind, 'done');
      const expectedShape = shapeOf(simulator, good.told);
      const calls = countCalls(simulator.calls.slice(first));

      for (const [operation, times] of calls) {
        for (let nth = 1; nth <= times; nth++) {
          for (const [name, fault] of faultsOf(operation)) {
            const here = `${name} at ${operation} ${nth}`;
            const { told, attempt, operation: change } = await prepared();
            const rule = simulator.faults.add({ operation, nth, fault });
            const { outcome } = await perform(aws, change, attempt);
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
