import assert from 'node:assert/strict';
import type { ChangeRequest } from '../../src/domain/change-request.ts';
import type { OperationKind } from '../../src/domain/operation.ts';
import type { Step } from '../../src/domain/step.ts';
import type { Before } from '../workshop/accounts.ts';
import type { Workshop } from '../workshop/workshop.ts';
import { changesSince } from './calls.ts';

/** What AWS can't give back, and what the bot's role may not take back. */
const stays: readonly OperationKind[] = ['remove-access-key', 'delete-login-profile', 'put-user-boundary'];

/** After an undo the accounts, compared in full, are what they were; what stays changed is no more than could not be taken back, and people are told. */
export async function assertTakenBack(
  workshop: Workshop,
  { id, target }: ChangeRequest,
  before: Before,
): Promise<void> {
  const changes = changesSince(workshop, before);
  if (changes.length === 0) return;
  const steps = await workshop.live(({ store }) => store.read((reader) => reader.steps(id)));
  const lasting = steps.filter(({ operation }) => stays.includes(operation.kind));
  assert.notDeepEqual(lasting, [], `not as before: ${changes.join('\n')}`);
  const [now = '', was = '', ...more] = changes;
  assert.deepEqual(more, [], 'nothing but the user itself has changed');
  const prefix = `"name":"${target.userName}"`;
  assert.ok(now.includes(prefix) && was.includes(prefix), `another than the user has changed: ${now} ${was}`);
  assert.deepEqual(withoutLasting(now, lasting), withoutLasting(was, lasting));
  const said = workshop.slack.posted.filter(({ key }) => key.startsWith(`${id}/`));
  assert.ok(
    said.some(({ text }) => /stays/.test(text)),
    'it is said what stays',
  );
}

const parts: Readonly<Partial<Record<OperationKind, string>>> = {
  'remove-access-key': 'keys',
  'delete-login-profile': 'console',
  'put-user-boundary': 'boundary',
};

function withoutLasting(line: string, lasting: readonly Step[]): unknown {
  const user = JSON.parse(line.slice(line.indexOf('{'))) as Record<string, unknown>;
  for (const { operation } of lasting) delete user[parts[operation.kind] ?? ''];
  return user;
}
