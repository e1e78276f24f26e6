import assert from 'node:assert/strict';
import type { ChangeRequest } from '../../src/domain/change-request.ts';
import type { Scenario } from '../cast/scenario.ts';
import { assertSameLines, type Before, changesBetween, entitiesOf, plain } from '../workshop/accounts.ts';
import { checkEnd, writesOf } from '../workshop/end.ts';
import type { Workshop } from '../workshop/workshop.ts';

/** What a story leaves behind, with everything taken out that differs from run to run. */
export interface Outcome {
  readonly state: string;
  /** The accounts in full, as changes. */
  readonly changes: readonly string[];
  readonly writes: readonly string[];
  readonly steps: readonly string[];
  /** Where, which, how often and what it says at the end. */
  readonly messages: readonly string[];
  readonly events: readonly string[];
}

export async function outcomeOf(
  workshop: Workshop,
  before: Before,
  request: ChangeRequest,
): Promise<Outcome> {
  const { steps, audit } = await workshop.live(({ store }) =>
    store.read(async (reader) => ({
      steps: await reader.steps(request.id),
      audit: await reader.audit({ requestId: request.id }, 1000),
    })),
  );
  return {
    state: request.state,
    changes: changesBetween(before.entities, entitiesOf(workshop.simulator.world)).map(plain).sort(),
    writes: writesOf(workshop, before.calls).toSorted(),
    steps: steps.map((step) => plain(`${step.key} ${step.operation.kind}`)),
    messages: workshop.slack.posted
      .map(({ to, key, text, times }) => plain(`${to} ${key} ×${times} ${text}`))
      .sort(),
    events: audit
      .map(({ kind, details }) => plain(`${kind} ${once(kind, details)}`))
      .filter((event) => !event.startsWith('step-intended'))
      .sort(),
  };
}

/** A step is finished once, whichever attempt it was. */
const once = (kind: string, details: Readonly<Record<string, unknown>> = {}) =>
  kind.startsWith('step-') ? `${details.step} ${details.operation}` : '';

/** What a lost answer to CreateAccessKey may cost: it is made again after its orphan was deleted. */
const ofKeys = ['CreateAccessKey', 'DeleteAccessKey', 'CreateSecret', 'DeleteSecret', 'RestoreSecret'];
const withoutKeys = (writes: readonly string[]) => writes.filter((name) => !ofKeys.includes(name));
const keysLeft = (writes: readonly string[]) =>
  writes.filter((name) => name === 'CreateAccessKey').length -
  writes.filter((name) => name === 'DeleteAccessKey').length;

/** Everything that has to be so at the end, however often somebody died on the way. Throws on what isn't. */
export async function checkOutcome(
  workshop: Workshop,
  scenario: Scenario,
  request: ChangeRequest,
  { outcome, expected }: { readonly outcome: Outcome; readonly expected: Outcome },
): Promise<void> {
  assert.equal(outcome.state, expected.state, request.failure?.message);
  assertSameLines(outcome.steps, expected.steps, 'the same steps');
  assertSameLines(outcome.events, expected.events, 'decided, started, each step finished and ended once');
  // An undo can't see what a late read hides, so it says again what may have been said.
  const writes = (of: readonly string[]) =>
    outcome.state === 'done' ? withoutKeys(of) : [...new Set(withoutKeys(of))];
  assertSameLines(writes(outcome.writes), writes(expected.writes), 'nothing is written twice');
  assert.equal(
    keysLeft(outcome.writes),
    keysLeft(expected.writes),
    `no key more, no key less: ${outcome.writes}`,
  );
  assertSameLines(outcome.changes, expected.changes, 'the accounts in full');
  assertSameLines(outcome.messages, expected.messages, 'each message once, in its last state');
  if (outcome.state === 'done') checkEnd(workshop, scenario, request);
  const left = await workshop.live(async ({ store }) => ({
    verdict: await store.verifyAudit(),
    ...(await store.read(async (reader) => {
      const later = new Date(workshop.clock.now().getTime() + 3_600_000).toISOString();
      return {
        unfinished: await reader.unfinishedDeliveries(later, 10),
        unannounced: await reader.unannouncedRequests(later, 10),
        open: (await reader.openRequests(request.requestedBy)).all,
      };
    })),
  }));
  assert.equal(left.verdict.ok, true, 'the audit chain verifies');
  assert.deepEqual([left.unfinished, left.unannounced, left.open], [[], [], 0], 'nothing is left to do');
}
