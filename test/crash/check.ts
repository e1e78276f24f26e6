import assert from 'node:assert/strict';
import { armor, Decrypter } from 'age-encryption';
import type { ChangeRequest } from '../../src/domain/change-request.ts';
import type { IamOperation } from '../../src/domain/operation.ts';
import type { ApiCall } from '../../src/sandbox/aws/api-call.ts';
import type { AccountSnapshot } from '../../src/sandbox/aws/world/snapshot.ts';
import type { Evidence } from './evidence.ts';
import { keyOf } from './gestures.ts';
import type { Story } from './story.ts';
import type { World } from './world.ts';

/** What an undisturbed run of the same story ends with. */
export interface Undisturbed {
  /** What is in the accounts and wasn't before, or the other way round. */
  readonly changes: readonly string[];
  readonly messages: readonly string[];
  readonly writes: Readonly<Record<string, number>>;
  readonly steps: readonly string[];
}

/** What is left of a run, with everything taken out that differs from run to run. */
export function outcomeOf(world: World, evidence: Evidence): Undisturbed {
  return {
    changes: changesOf(world).map(plain).sort(),
    messages: messagesOf(world),
    writes: countBy(appliedWrites(world).map((call) => `${call.service}.${call.operation}`)),
    steps: evidence.steps.map((step) => plain(`${step.key} ${step.operation.kind}`)).sort(),
  };
}

/** Everything that has to be true at the end, however often the app has died on the way. Throws on what isn't. */
export async function checkEnd(
  world: World,
  evidence: Evidence,
  story: Story,
  expected: Undisturbed,
): Promise<void> {
  const [request, ...others] = evidence.requests;
  assert.ok(request, 'a request');
  assert.deepEqual(
    others.map(({ id }) => id),
    [],
    'one request',
  );
  assert.equal(request.state, story.ends);
  assert.deepEqual(evidence.unfinished, [], 'every delivery has been carried out');
  assert.deepEqual(evidence.unannounced, [], 'every state has been announced');

  assert.equal(evidence.verdict.ok, true, 'the audit chain verifies');
  const kinds = countBy(evidence.audit.map((entry) => entry.kind));
  assert.equal(kinds['request-submitted'], 1, 'submitted once');
  assert.equal(kinds['request-approved'], 1, 'decided once');
  assert.equal(kinds['execution-started'], 1, 'started once');
  assert.equal(kinds[`request-${story.ends}`], 1, 'ended once');
  const finished = evidence.audit.filter((entry) => entry.kind === 'step-finished');
  assert.deepEqual(repeated(finished.map((entry) => String(entry.details?.step))), [], 'no step done twice');

  const outcome = outcomeOf(world, evidence);
  assert.deepEqual(outcome.steps, expected.steps, 'the same steps');
  assert.deepEqual(outcome.messages, expected.messages, 'each message once, in its last state');
  const writes = (counts: Undisturbed['writes']) =>
    // An undo can't see what a late read hides, so it says again what may have been said.
    story.ends === 'undone' ? Object.keys(withoutKeys(counts)) : withoutKeys(counts);
  assert.deepEqual(writes(outcome.writes), writes(expected.writes), 'nothing written twice');
  const of = (name: string) => outcome.writes[name] ?? 0;
  const remaining = story.ends === 'done' ? 1 : 0;
  assert.equal(of('iam.CreateAccessKey') - of('iam.DeleteAccessKey'), remaining, 'keys made and not deleted');
  assert.deepEqual(outcome.changes, expected.changes, 'the accounts have changed as in an undisturbed run');
  if (story.ends === 'undone')
    assert.deepEqual(outcome.changes, [], 'the accounts are what they were before');
  if (story.ends === 'done') await checkUser(world, evidence, story);
}

/** The one user, exactly as planned, and its one key, whose secret is where the hand-over says. */
async function checkUser(world: World, { requests, steps }: Evidence, { ageIdentity }: Story): Promise<void> {
  const [request] = requests;
  assert.ok(request);
  const { accountId, userName } = request.target;
  const account = world.aws.world.snapshot(accountId);
  const users = account.users.filter((user) => user.name.toLowerCase() === userName.toLowerCase());
  assert.equal(users.length, 1, 'one user');
  const [user] = users;
  assert.ok(user);
  const operations = request.plan.stages.flatMap((stage) => stage.operations);
  const planned = <K extends IamOperation['kind']>(kind: K) =>
    operations.filter(
      (operation): operation is Extract<IamOperation, { kind: K }> => operation.kind === kind,
    );
  const [create] = planned('create-user');
  assert.ok(create);
  assert.deepEqual(user.tags, Object.fromEntries(create.tags.map(({ key, value }) => [key, value])));
  assert.equal(user.userId, request.target.userId);
  assert.equal(user.path, create.path);
  assert.equal(user.boundary, create.boundaryArn);
  assert.equal(user.keys.length, 1, 'one key');
  const [key] = user.keys;
  assert.ok(key?.active);
  const made = steps.filter((step) => step.direction === 'do' && step.produced?.accessKeyId);
  assert.deepEqual(
    made.map((step) => step.produced?.accessKeyId),
    [key.id],
    'the ledger speaks of this key',
  );
  const secret = JSON.parse(await handedOver(world, request, ageIdentity)) as {
    accessKeyId?: string;
    secretAccessKey?: string;
  };
  assert.equal(secret.accessKeyId, key.id, 'the secret belongs to this key');
  assert.ok(world.aws.world.isSecretOf(key.id, secret.secretAccessKey ?? ''), 'and opens it');
}

/** What its owner finds where the hand-over points. */
async function handedOver(
  { aws }: World,
  { handOver, target }: ChangeRequest,
  ageIdentity: string | undefined,
): Promise<string> {
  assert.ok(handOver);
  if (handOver.kind === 'secrets-manager')
    return aws.world.secretValue(target.accountId, handOver.secretName) ?? '{}';
  assert.ok(ageIdentity);
  const decrypter = new Decrypter();
  decrypter.addIdentity(ageIdentity);
  return decrypter.decrypt(armor.decode(handOver.ciphertext), 'text');
}

/** Compared in full: every account, user, group, policy, role and secret, with all that is on it. */
function changesOf({ aws, untouched }: World): readonly string[] {
  const before = entitiesOf(untouched);
  const now = entitiesOf(aws.world.accounts());
  return [
    ...now.filter((entity) => !before.includes(entity)).map((entity) => `+ ${entity}`),
    ...before.filter((entity) => !now.includes(entity)).map((entity) => `- ${entity}`),
  ];
}

function entitiesOf(accounts: readonly AccountSnapshot[]): readonly string[] {
  return accounts.flatMap(({ users, groups, policies, roles, secrets, ...account }) =>
    Object.entries({ account: [account], users, groups, policies, roles, secrets }).flatMap(
      ([kind, entities]) => entities.map((entity) => `${account.name} ${kind} ${JSON.stringify(entity)}`),
    ),
  );
}

const appliedWrites = (world: World): readonly ApiCall[] =>
  world.aws.calls.filter(
    (call) =>
      call.applied &&
      (call.service === 'iam' || call.service === 'secretsmanager') &&
      !/^(Get|List|Describe|Generate|Simulate)/.test(call.operation),
  );

/** What a lost answer to CreateAccessKey may cost: made again after its orphan was deleted. */
const keyWrites = [
  'iam.CreateAccessKey',
  'iam.DeleteAccessKey',
  'secretsmanager.CreateSecret',
  'secretsmanager.DeleteSecret',
];
const withoutKeys = (writes: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(writes)
      .filter(([name]) => !keyWrites.includes(name))
      .sort(),
  );

/** Every message of the bot about a request: where, which and what it says. The chain's head comes at the full hour, whatever else happens. */
function messagesOf({ slack }: World): readonly string[] {
  return slack.state
    .channels()
    .flatMap((channel) =>
      slack.state
        .messages(channel.id)
        .filter((message) => keyOf(message) !== '' && !keyOf(message).startsWith('audit-head/'))
        .map((message) => plain(`${channel.id} ${keyOf(message)} ${message.text}`)),
    )
    .sort();
}

function plain(text: string): string {
  return text
    .replace(/\b(AIDA|AKIA|AGPA|ANPA|AROA|ASIA|ASCA|APKA|ACCA)[A-Z0-9]{12,}/g, '$1…')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>')
    .replace(/(:secret:[^"\s]*)-[A-Za-z0-9]{6}\b/g, '$1-<end>')
    .replace(/\bIAM-\d+/g, 'IAM-n')
    .replace(/failed\/\d+/g, 'failed/n');
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

const repeated = (names: readonly string[]): readonly string[] =>
  names.filter((name, index) => names.indexOf(name) !== index);
