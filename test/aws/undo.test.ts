import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { IamOperation } from '../../src/domain/operation.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { undoOf } from '../../src/domain/undo.ts';
import { type ChangeName, changeNamed, changes } from './changes.ts';
import { type Planted, plant } from './existing.ts';
import { countCalls, FINAL_FAULTS, faultsOf } from './fault-list.ts';
import { PROD, perform, type Started, start } from './start.ts';

/** What has to be there before; the kinds without an inverse are not in it. */
const REVERSIBLE: { readonly [K in ChangeName]?: readonly ChangeName[] } = {
  'tag-user': [],
  'untag-user': [],
  'set-access-key-status': [],
  'attach-user-policy': [],
  'detach-user-policy': ['attach-user-policy'],
  'set-credential-status': [],
  'disable the certificate': [],
  'disable the service credential': [],
  // Under the boundary: elsewhere the bot's role writes no policy, not even an earlier one.
  'change the inline policy': ['put-user-boundary'],
  'delete the inline policy': ['put-user-boundary'],
  'join a group': [],
  'leave the group': ['join a group'],
};
const reversible = Object.entries(REVERSIBLE) as [ChangeName, readonly ChangeName[]][];

const accountOf = ({ simulator }: Started) => simulator.world.snapshot(PROD);

/** As the executor does: nothing of what was found done at the first attempt. */
async function undo(
  { aws }: Started,
  { undoing }: Planted,
  operation: IamOperation,
  done: { readonly outcome: Outcome; readonly attempts: number },
): Promise<readonly Outcome[]> {
  if (done.outcome.kind === 'already-done' && done.attempts === 1) return [];
  const outcomes: Outcome[] = [];
  for (const inverse of undoOf(operation, undefined)) {
    const { outcome } = await perform(aws, inverse, undoing);
    outcomes.push(outcome);
    if (outcome.kind === 'failed') break;
  }
  return outcomes;
}

let number = 3_000;

describe('undo', { concurrency: true }, () => {
  for (const [kind, first] of reversible) {
    test(`${kind}: taken back, everything is as it was, whatever goes wrong in between`, async (t) => {
      const started = await start(t);
      const { aws, simulator } = started;
      const prepared = async () => {
        const mine = number++;
        const planted = await plant(started, mine, first);
        return { planted, operation: changeNamed(kind, mine), before: accountOf(started) };
      };

      const good = await prepared();
      const firstCall = simulator.calls.length;
      const done = await perform(aws, good.operation, good.planted.attempt);
      assert.equal(done.outcome.kind, 'done');
      assert.notDeepEqual(accountOf(started), good.before);
      const undoneFrom = simulator.calls.length;
      const undone = await undo(started, good.planted, good.operation, done);
      assert.ok(undone.length > 0 && undone.every((outcome) => outcome.kind === 'done'));
      assert.deepEqual(accountOf(started), good.before);
      const forwardCalls = countCalls(simulator.calls.slice(firstCall, undoneFrom));
      const backwardCalls = countCalls(simulator.calls.slice(undoneFrom));

      for (const [operation, times] of forwardCalls) {
        for (let nth = 1; nth <= times; nth++) {
          for (const [name, fault] of faultsOf(operation)) {
            const { planted, operation: change, before } = await prepared();
            const rule = simulator.faults.add({ operation, nth, fault });
            const performed = await perform(aws, change, planted.attempt);
            simulator.faults.remove(rule);
            await undo(started, planted, change, performed);
            assert.deepEqual(accountOf(started), before, `${name} at ${operation} ${nth}`);
          }
        }
      }

      for (const [operation, times] of backwardCalls) {
        for (let nth = 1; nth <= times; nth++) {
          for (const [name, fault] of faultsOf(operation)) {
            const { planted, operation: change, before } = await prepared();
            const performed = await perform(aws, change, planted.attempt);
            const rule = simulator.faults.add({ operation, nth, fault });
            const outcomes = await undo(started, planted, change, performed);
            simulator.faults.remove(rule);
            if (outcomes.some((outcome) => outcome.kind === 'failed')) {
              assert.ok(FINAL_FAULTS.includes(name), `${name} at ${operation}`);
              await undo(started, planted, change, performed);
            }
            assert.deepEqual(accountOf(started), before, `undoing: ${name} at ${operation} ${nth}`);
          }
        }
      }
    });
  }

  test('late reads do not make an undo believe that it is done', async (t) => {
    const started = await start(t, { quirks: { staleReads: 4 } });
    for (const [kind, first] of reversible) {
      const mine = number++;
      const planted = await plant(started, mine, first);
      const before = accountOf(started);
      const operation = changeNamed(kind, mine);
      const done = await perform(started.aws, operation, planted.attempt);
      await undo(started, planted, operation, done);
      assert.deepEqual(accountOf(started), before, kind);
    }
  });

  test('what was so before is left so: attached before, disabled before', async (t) => {
    const started = await start(t);
    const planted = await plant(started, number++, ['attach-user-policy', 'set-access-key-status']);
    const before = accountOf(started);
    for (const kind of ['attach-user-policy', 'set-access-key-status'] as const) {
      const operation = planted.told.operation(kind);
      const done = await perform(started.aws, operation, planted.attempt);
      assert.deepEqual([done.outcome.kind, done.attempts], ['already-done', 1]);
      assert.deepEqual(await undo(started, planted, operation, done), []);
    }
    assert.deepEqual(accountOf(started), before);
  });

  test('a key that was deleted meanwhile is no obstacle: the undo says so and goes on', async (t) => {
    const started = await start(t);
    const planted = await plant(started, number++, ['set-access-key-status', 'remove-access-key']);
    const operation = planted.told.operation('set-access-key-status');
    const [inverse] = undoOf(operation, undefined);
    assert.ok(inverse !== undefined);
    const { outcome } = await perform(started.aws, inverse, planted.undoing);
    assert.ok(outcome.kind === 'already-done');
    assert.match(outcome.note ?? '', /is gone, so it could not be enabled again\.$/);
  });

  test('every change that can’t be taken back is one that is told to be for good', () => {
    const without = Object.values(changes(1)).filter((change) => undoOf(change, undefined).length === 0);
    assert.deepEqual(
      without.map(({ kind }) => kind),
      [
        'remove-access-key',
        'delete-login-profile',
        'put-user-boundary',
        'remove-credential',
        'remove-mfa-device',
        'remove-user',
        'verify-absent',
        'read-back',
      ],
    );
  });
});
