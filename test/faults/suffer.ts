import assert from 'node:assert/strict';
import type { ChangeRequest } from '../../src/domain/change-request.ts';
import { isPastReturn } from '../../src/domain/decide-execution.ts';
import type { RequestId } from '../../src/domain/ids.ts';
import type { Fault, FaultRule } from '../../src/sandbox/aws/faults.ts';
import { userIn } from '../cast/scenario.ts';
import { assertSameLines, type Before, standingOf } from '../workshop/accounts.ts';
import { ask, click, decide, goOn, prepare } from '../workshop/play.ts';
import type { Workshop } from '../workshop/workshop.ts';
import { changesSince, type Rehearsal } from './calls.ts';
import { assertTakenBack } from './taken-back.ts';

export type Mend = 'retry' | 'undo';

/** A scenario with something going wrong in it. */
export interface Case {
  readonly name: string;
  readonly rehearsal: Rehearsal;
  readonly rules: readonly FaultRule[];
  /** What every call meets once the rules have been suffered. */
  readonly andThen?: Fault;
  readonly mend: Mend;
}

/** One case: it ends well by itself, or with a sentence after which Retry or Undo ends it well. Gives how it went. */
export async function suffer(
  workshop: Workshop,
  { rehearsal: { scenario, changes }, rules, andThen, mend }: Case,
): Promise<string> {
  const { faults } = workshop.simulator;
  await workshop.begin();
  await prepare(workshop, scenario);
  const before = standingOf(workshop.simulator);
  for (const rule of rules) faults.add(rule);
  const stopListening = workshop.simulator.onCall(() => {
    if (andThen && faults.rules.length === rules.length && faults.rules.every(({ suffered }) => suffered > 0))
      faults.add({ fault: andThen, times: 'always' });
  });
  const id = await ask(workshop, scenario);
  await decide(workshop, scenario, id);
  const first = await goOn(workshop, scenario, id);
  stopListening();
  const suffered = faults.rules.reduce((sum, rule) => sum + rule.suffered, 0);
  assert.ok(suffered > 0, 'the fault was never met');
  faults.clear();
  assertReadable(workshop, id);
  // Whom AWS lets in nowhere can delete no key either: it says so, and does it as soon as it is let in.
  if (!andThen) assertNoKeyIsLost(workshop, first, before);
  switch (first.state) {
    case 'done':
      assertSameLines(changesSince(workshop, before), changes, 'the accounts');
      return 'done';
    case 'waiting':
      await finish();
      return 'waited for AWS, said so, and went on';
    case 'drifted':
    case 'pending':
      assert.ok(first.askedAgain.length > 0, 'asked again without a word');
      assertTold(workshop, id, first.askedAgain[0] ?? '');
      assertSameLines(changesSince(workshop, before), [], 'the accounts');
      return 'asked again';
    default:
      assert.equal(first.state, 'failed');
      return mendIt();
  }

  async function mendIt(): Promise<string> {
    const message = first.failure?.message ?? '';
    assert.match(message, /^[A-ZÄ“].{20,}\.$/s, `a whole sentence: ${message}`);
    assertTold(workshop, id, message);
    const wanted = isPastReturn(first) ? 'retry' : mend;
    await click(workshop, id, first.requestedBy, wanted, ({ state }) => state === 'failed');
    if (wanted === 'retry') {
      await finish();
      return 'failed in words, then retried';
    }
    const undone = await goOn(workshop, scenario, id);
    assert.ok(
      undone.state === 'undone' || undone.state === 'cancelled',
      `undo: ${undone.state} ${undone.failure?.message}`,
    );
    await assertTakenBack(workshop, undone, before);
    return 'failed in words, then undone';
  }

  /** Nothing is in its way any more. */
  async function finish(): Promise<void> {
    const end = await goOn(workshop, scenario, id);
    assert.equal(end.state, 'done', end.failure?.message ?? end.askedAgain.join(' '));
    assertNoKeyIsLost(workshop, end, before);
    assertSameLines(changesSince(workshop, before), changes, 'the accounts');
  }
}

/** Everything about the request that somebody reads in Slack. */
const saidOf = ({ slack }: Workshop, id: RequestId) =>
  slack.posted.filter(({ key }) => key.startsWith(`${id}/`)).map(({ text }) => text);

function assertTold(workshop: Workshop, id: RequestId, what: string): void {
  const said = saidOf(workshop, id);
  const beginning = what.replace(/\s+/g, ' ').slice(0, 60);
  assert.ok(
    said.some((text) => text.includes(beginning)),
    `nobody is told “${beginning}”: ${said.join('\n')}`,
  );
}

function assertReadable(workshop: Workshop, id: RequestId): void {
  for (const text of saidOf(workshop, id))
    assert.doesNotMatch(text, /\bat \S+ \(|node_modules|TypeError|\[object|undefined|\bNaN\b|\bnull\b/);
}

/** Every new key is one whose secret lies in Secrets Manager. */
function assertNoKeyIsLost({ simulator }: Workshop, { target }: ChangeRequest, before: Before): void {
  const account = simulator.world.snapshot(target.accountId);
  const had = before.entities.join('\n');
  const fresh = (userIn(account, target.userName)?.keys ?? []).filter(({ id }) => !had.includes(id));
  for (const key of fresh) {
    const secrets = account.secrets.map(({ arn }) => simulator.world.secretValue(target.accountId, arn));
    const mine = secrets.find((text) => text?.includes(key.id));
    assert.ok(mine, `nobody has the secret of ${key.id}`);
    const { secretAccessKey } = JSON.parse(mine) as { readonly secretAccessKey: string };
    assert.ok(simulator.world.isSecretOf(key.id, secretAccessKey));
  }
}
