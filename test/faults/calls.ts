import assert from 'node:assert/strict';
import { IamOperation } from '../../src/domain/operation.ts';
import type { ServiceName } from '../../src/sandbox/aws/api-call.ts';
import type { Scenario } from '../cast/scenario.ts';
import { type Before, changesBetween, entitiesOf, plain, standingOf } from '../workshop/accounts.ts';
import { play, prepare } from '../workshop/play.ts';
import type { Point } from '../workshop/point.ts';
import type { Workshop } from '../workshop/workshop.ts';

/** A call to AWS in a scenario, and what is being done when it is made. */
export interface Call {
  readonly service: ServiceName;
  readonly operation: string;
  /** Which call of this operation in the scenario, from 1. */
  readonly nth: number;
  /** `ask`, `check`, `gate`, or the kind of the operation whose arm makes it. */
  readonly during: string;
  /** Which step of the scenario that is, from 1; none while something else is done. */
  readonly step?: number;
}

/** A scenario as it goes undisturbed. */
export interface Rehearsal {
  readonly scenario: Scenario;
  readonly calls: readonly Call[];
  /** What it changes, without what differs from run to run. */
  readonly changes: readonly string[];
}

export async function rehearse(workshop: Workshop, scenario: Scenario): Promise<Rehearsal> {
  await workshop.begin();
  await prepare(workshop, scenario);
  const before = standingOf(workshop.simulator);
  workshop.arm();
  const request = await play(workshop, scenario);
  assert.equal(request.state, 'done', request.failure?.message);
  return { scenario, calls: callsOf(workshop.passed), changes: changesSince(workshop, before) };
}

export const changesSince = ({ simulator }: Workshop, before: Before): readonly string[] =>
  changesBetween(before.entities, entitiesOf(simulator.world)).map(plain).sort();

function callsOf(passed: readonly Point[]): readonly Call[] {
  let during = 'ask';
  let step: number | undefined;
  let steps = 0;
  return passed.flatMap(({ kind, name, nth, when }, index): readonly Call[] => {
    if (kind === 'commit' && when === 'after') {
      const begun = /^step\/intend\/(.*)$/.exec(name)?.[1];
      if (begun !== undefined) step = steps += 1;
      else if (/^(form|execute|step)\//.test(name)) step = undefined;
      if (name === 'form/submit') during = 'check';
      else if (name === 'execute/reach-gate') during = 'gate';
      else if (begun !== undefined) during = begun;
      else if (/^(execute\/(start|open-gate)|step\/settle)/.test(name)) during = nextStep(passed, index);
    }
    if (kind !== 'aws') return [];
    const [service, operation = ''] = name.split('.');
    const call = { service: service as ServiceName, operation, nth, during };
    return [step === undefined ? call : { ...call, step }];
  });
}

/** What is read before a step's intent is committed belongs to that step. */
function nextStep(passed: readonly Point[], from: number): string {
  const intent = passed.slice(from).find(({ name }) => name.startsWith('step/intend/'));
  return intent ? `before ${intent.name.slice('step/intend/'.length)}` : 'end';
}

/** Everything that may be under way when AWS is called, so that each has a test of its own: the arms, and what is done around them. */
export const phases: readonly string[] = [
  'check',
  'gate',
  ...IamOperation.options.flatMap(({ shape }) => [`before ${shape.kind.value}`, shape.kind.value]),
  'end',
];

/**
 * Each way in which an arm calls AWS once, whichever action it is part of: the arm is one function of the operation and of what
 * it reads, and knows nothing of the action. Where an action's order matters, taking back, every step of every action has its own case.
 */
export function distinct(
  rehearsals: readonly Rehearsal[],
  phase: string,
  keyOf: (call: Call) => string,
): readonly { readonly rehearsal: Rehearsal; readonly call: Call }[] {
  const all = rehearsals.flatMap((rehearsal) => rehearsal.calls.map((call) => ({ rehearsal, call })));
  const there = all.filter(({ call }) => call.during === phase);
  return [...new Map(there.toReversed().map((one) => [keyOf(one.call), one])).values()].toReversed();
}
