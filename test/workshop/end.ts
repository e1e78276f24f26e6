import assert from 'node:assert/strict';
import type { ChangeRequest } from '../../src/domain/change-request.ts';
import { type Scenario, userIn } from '../cast/scenario.ts';
import type { Workshop } from './workshop.ts';

/** The calls that changed AWS, in order, from one of its calls on. */
export const writesOf = ({ simulator }: Workshop, from = 0): readonly string[] =>
  simulator.calls
    .slice(from)
    .filter(({ service, applied }) => applied && (service === 'iam' || service === 'secretsmanager'))
    .map(({ operation }) => operation)
    .filter((operation) => !/^(Get|List|Describe)/.test(operation));

/** The user is what the scenario says it should be. Throws on what isn't. */
export function checkEnd(workshop: Workshop, scenario: Scenario, request: ChangeRequest): void {
  const { accountId, userName, end } = scenario;
  const user = userIn(workshop.simulator.world.snapshot(accountId), userName);
  if (end.is === 'gone') {
    assert.equal(user, undefined, `${userName} is still there`);
    return;
  }
  assert.ok(user, `${userName} is gone`);
  for (const [key, value] of Object.entries(end.tags ?? {})) assert.equal(user.tags[key], value, key);
  const sorted = (names: readonly string[]) => names.toSorted();
  if (end.groups) assert.deepEqual(sorted(user.groups), sorted(end.groups));
  if (end.attached) assert.deepEqual(sorted(user.attached), sorted(end.attached));
  if (end.inline) assert.deepEqual(sorted(Object.keys(user.inline)), sorted(end.inline));
  if (end.keys)
    assert.deepEqual(
      user.keys.map(({ active }) => active),
      end.keys,
    );
  if (end.console !== undefined) assert.equal(user.console !== undefined, end.console);
  if (end.bounded !== undefined) assert.equal(user.boundary !== undefined, end.bounded);
  if (end.handedOver) {
    assert.ok(request.handOver?.kind === 'secrets-manager');
    const secret = secretOf(workshop, accountId, request.handOver.secretName);
    assert.ok(user.keys.some(({ id }) => id === secret?.accessKeyId));
  }
}

/** What lies there, and whether it opens the key that it names. */
function secretOf({ simulator }: Workshop, accountId: string, name: string) {
  const text = simulator.world.secretValue(accountId, name);
  if (text === undefined) return undefined;
  const stored = JSON.parse(text) as { readonly accessKeyId: string; readonly secretAccessKey: string };
  assert.ok(simulator.world.isSecretOf(stored.accessKeyId, stored.secretAccessKey), 'it opens its key');
  return stored;
}
