import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { SlackUserId } from '../../src/domain/ids.ts';
import type { ServiceName } from '../../src/sandbox/aws/api-call.ts';
import type { Fault, FaultRule } from '../../src/sandbox/aws/faults.ts';
import { people } from '../../src/sandbox/workspace.ts';
import { modelledErrors } from './modelled.ts';
import { ACCOUNT, openWorkshop, type Workshop } from './workshop.ts';

const general: Readonly<Record<string, Fault>> = {
  throttled: { kind: 'error', code: 'Throttling' },
  'server error': { kind: 'error', code: 'ServiceFailure' },
  'refused connection': { kind: 'refused' },
  'reset before': { kind: 'reset-before' },
  'applied, then reset': { kind: 'applied-then-reset' },
  truncated: { kind: 'truncated' },
  'time-out': { kind: 'time-out', applied: false },
  'time-out, applied': { kind: 'time-out', applied: true },
  'expired token': { kind: 'expired-token' },
  'access denied': { kind: 'access-denied' },
};
/** What does not go away by itself, and what AWS does whether or not its answer arrives. */
const lasting = ['throttled', 'refused connection', 'applied, then reset'];

interface Point {
  readonly service: ServiceName;
  readonly operation: string;
  /** Which call of this operation in the story, from 1. */
  readonly nth: number;
}

describe('every fault at every AWS call of the story', () => {
  /** Side by side, because most of a case is waiting for time-outs and pauses of the SDK. */
  const workshops: Workshop[] = [];
  let points: readonly Point[] = [];
  const outcomes = new Map<string, number>();

  before(async () => {
    for (let n = 0; n < 3; n++) workshops.push(await openWorkshop());
    for (const workshop of workshops) points = await callsOfTheStory(workshop);
  });
  after(() => Promise.all(workshops.map((workshop) => workshop.close())));

  async function each(rules: readonly FaultRule[]): Promise<void> {
    outcomes.clear();
    const failures: string[] = [];
    const waiting = [...rules.entries()];
    await Promise.all(
      workshops.map(async (workshop) => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const [index, rule] = next;
          // Ten faults at each call: whoever is mended one way here is mended the other way at the next.
          const mend = (index + Math.floor(index / 10)) % 2 === 0 ? 'retry' : 'undo';
          try {
            const outcome = await suffer(workshop, `svc-fault-${index}`, rule, mend);
            outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
          } catch (error) {
            const why = error instanceof Error ? error.message : String(error);
            failures.push(
              `${rule.service}:${rule.operation}#${rule.nth ?? 1} ${describeFault(rule)}: ${why}`,
            );
          } finally {
            workshop.simulator.faults.clear();
            tidy(workshop);
          }
        }
      }),
    );
    assert.deepEqual(failures, []);
  }

  test('a general fault once at each call', async (t) => {
    const rules = points.flatMap((point) =>
      Object.values(general).map((fault): FaultRule => ({ ...point, fault })),
    );
    await each(rules);
    t.diagnostic(`${rules.length} cases at ${points.length} calls: ${tally(outcomes)}`);
  });

  test('a general fault that lasts, at each operation', async (t) => {
    const rules = points
      .filter(({ nth }) => nth === 1)
      .flatMap((point) =>
        lasting.map((kind): FaultRule => ({ ...point, fault: general[kind] as Fault, times: 'always' })),
      );
    await each(rules);
    t.diagnostic(`${rules.length} cases: ${tally(outcomes)}`);
  });

  test('each error that AWS’s service model names, at each operation', async (t) => {
    const rules = points
      .filter(({ nth }) => nth === 1)
      .flatMap(({ service, operation }) =>
        modelledErrors(service, operation).map(
          (code): FaultRule => ({
            service,
            operation,
            fault: { kind: 'error', code, message: 'AWS’s own sentence.' },
            times: 'always',
          }),
        ),
      );
    assert.ok(rules.length > 60, `only ${rules.length}`);
    await each(rules);
    t.diagnostic(`${rules.length} cases: ${tally(outcomes)}`);
  });

  test('a key that nobody has the secret of and that can’t be deleted is named, so that somebody can', async () => {
    const [workshop] = workshops;
    assert.ok(workshop);
    const { simulator } = workshop;
    const id = await workshop.submit('svc-lost-key');
    simulator.faults.add({ fault: { kind: 'access-denied' }, operation: 'CreateSecret', times: 'always' });
    simulator.faults.add({ fault: { kind: 'access-denied' }, operation: 'DeleteAccessKey', times: 'always' });
    const { request } = await workshop.run(id);
    assert.equal(request.failure?.code, 'secret-lost');
    const [key] =
      simulator.world.snapshot(ACCOUNT).users.find(({ name }) => name === 'svc-lost-key')?.keys ?? [];
    assert.match(
      await workshop.card(id),
      new RegExp(`access key ${key?.id} was made, nobody has its secret.*Delete that key by hand\\.`),
    );
    simulator.faults.clear();
    await workshop.command(id, { kind: 'retry', by });
    assert.equal((await workshop.run(id)).request.state, 'done');
    noKeyIsLost(workshop, 'svc-lost-key', 1);
    tidy(workshop);
  });
});

const by = { id: SlackUserId.parse(people.requester), groups: [] };

/** One case: it ends well by itself, or with a sentence after which Retry or Undo ends it well. Gives how it went. */
async function suffer(
  workshop: Workshop,
  userName: string,
  rule: FaultRule,
  mend: 'retry' | 'undo',
): Promise<string> {
  const { simulator } = workshop;
  const id = await workshop.submit(userName);
  simulator.faults.add(rule);
  const first = await workshop.run(id);
  const { suffered } = simulator.faults.rules[0] ?? { suffered: 0 };
  assert.ok(suffered > 0, 'the fault was never met');
  simulator.faults.clear();
  const card = await workshop.card(id);
  assert.doesNotMatch(card, /\bat \S+ \(|node_modules|TypeError|\[object|undefined|\bNaN\b|\bnull\b/);
  const { state, failure, askedAgain } = first.request;
  if (state === 'done') {
    isComplete(workshop, userName);
    return first.waits + first.silences > 0 ? 'done after waiting' : 'done at once';
  }
  noKeyIsLost(workshop, userName);
  if (state === 'drifted' || state === 'pending') {
    assert.ok(
      askedAgain.length > 0 && card.includes(askedAgain[0]?.slice(0, 60) ?? '-'),
      `asked again without a word: ${card}`,
    );
    assert.equal(find(workshop, userName), undefined);
    return 'asked again';
  }
  assert.equal(state, 'failed');
  assert.match(failure?.message ?? '', /^[A-ZÄ“].{20,}\.$/s, 'a whole sentence');
  assert.ok(card.includes(failure?.message.slice(0, 80) ?? '-'), `the card does not tell it: ${card}`);
  await workshop.command(id, { kind: mend, by });
  const { request } = await workshop.run(id);
  if (mend === 'retry') {
    assert.equal(request.state, 'done', `retry: ${request.failure?.message ?? request.askedAgain.join(' ')}`);
    isComplete(workshop, userName);
    return 'failed in words, then retried';
  }
  assert.ok(
    request.state === 'undone' || request.state === 'cancelled',
    `undo: ${request.state} ${request.failure?.message}`,
  );
  const { users, groups, secrets } = simulator.world.snapshot(ACCOUNT);
  assert.equal(
    users.some(({ name }) => name === userName),
    false,
  );
  assert.equal(
    groups.some(({ name }) => name.startsWith('chatelaine-')),
    false,
    'the groups are gone',
  );
  assert.equal(
    secrets.some(({ name }) => name.endsWith(userName)),
    false,
  );
  return 'failed in words, then undone';
}

async function callsOfTheStory(workshop: Workshop): Promise<readonly Point[]> {
  const id = await workshop.submit('svc-rehearsal');
  const from = workshop.simulator.calls.length;
  const { request } = await workshop.run(id);
  assert.equal(request.state, 'done');
  isComplete(workshop, 'svc-rehearsal');
  const seen = new Map<string, number>();
  const points = workshop.simulator.calls.slice(from).flatMap(({ service, operation }): readonly Point[] => {
    if (service === 'unknown') return [];
    const nth = (seen.get(operation) ?? 0) + 1;
    seen.set(operation, nth);
    return [{ service, operation, nth }];
  });
  tidy(workshop);
  return points;
}

const find = ({ simulator }: Workshop, userName: string) =>
  simulator.world.snapshot(ACCOUNT).users.find(({ name }) => name === userName);

function isComplete(workshop: Workshop, userName: string): void {
  const user = find(workshop, userName);
  assert.deepEqual(user?.groups.toSorted(), ['chatelaine-backup-write', 'chatelaine-metrics-read']);
  assert.deepEqual(Object.keys(user?.inline ?? {}), ['chatelaine-source-network']);
  noKeyIsLost(workshop, userName, 1);
}

/** Every key of the user is the one whose secret lies in Secrets Manager. */
function noKeyIsLost(workshop: Workshop, userName: string, keys?: number): void {
  const { world } = workshop.simulator;
  const user = find(workshop, userName);
  if (keys !== undefined) assert.equal(user?.keys.length, keys);
  for (const key of user?.keys ?? []) {
    const stored = JSON.parse(world.secretValue(ACCOUNT, `chatelaine/${userName}`) ?? '{}') as Record<
      string,
      string
    >;
    assert.equal(stored.accessKeyId, key.id, 'a key whose secret nobody has');
    assert.ok(world.isSecretOf(key.id, String(stored.secretAccessKey)));
  }
}

/** The account as it was before the case, so that the next one makes its groups again. */
function tidy({ simulator }: Workshop): void {
  simulator.world.change(ACCOUNT, (account) => {
    for (const name of account.groups.keys()) if (name.startsWith('chatelaine-')) account.groups.delete(name);
    for (const name of account.users.keys())
      if (/^svc-(fault|rehearsal|lost)/.test(name)) account.users.delete(name);
    account.secrets.clear();
  });
}

const describeFault = ({ fault, times }: FaultRule) =>
  `${fault.kind === 'error' ? fault.code : fault.kind}${times === 'always' ? ', lasting' : ''}`;

const tally = (outcomes: ReadonlyMap<string, number>) =>
  [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
