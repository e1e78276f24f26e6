import assert from 'node:assert/strict';
import type { ChangeRequest } from '../../src/domain/change-request.ts';
import type { ServiceName } from '../../src/sandbox/aws/api-call.ts';
import type { Scenario } from '../cast/scenario.ts';
import { type Before, standingOf } from './accounts.ts';
import { ask, click, decide, goOn, play, prepare } from './play.ts';
import type { Point } from './point.ts';
import type { Workshop } from './workshop.ts';

/** A stretch of a scenario that something happens in; what leads there is played undisturbed. */
export interface Act {
  readonly name: string;
  /** Plays up to it; gives the rest, and how everything stood before the request. */
  prepare(
    workshop: Workshop,
    scenario: Scenario,
  ): Promise<{ readonly before: Before; readonly rest: () => Promise<ChangeRequest> }>;
}

/** From the wish to the end. */
export const wholeStory: Act = {
  name: 'the whole story',
  async prepare(workshop, scenario) {
    await prepare(workshop, scenario);
    return { before: standingOf(workshop.simulator), rest: () => play(workshop, scenario) };
  },
};

/** The first call to AWS of a step, so that the step can be made to fail before it changes anything. */
export interface StepCall {
  readonly step: string;
  readonly service: ServiceName;
  readonly operation: string;
  readonly nth: number;
}

/** The steps up to the point of no return, in order, learnt from an undisturbed run. */
export async function stepsToReturn(workshop: Workshop, scenario: Scenario): Promise<readonly StepCall[]> {
  await workshop.begin();
  await prepare(workshop, scenario);
  workshop.arm();
  const { plan, state } = await play(workshop, scenario);
  assert.equal(state, 'done');
  const noReturn = plan.stages.findIndex(({ forGood }) => forGood);
  const operations = plan.stages.slice(0, noReturn < 0 ? undefined : noReturn).flatMap((s) => s.operations);
  return firstCalls(workshop.passed).slice(0, operations.length);
}

function firstCalls(passed: readonly Point[]): readonly StepCall[] {
  const isIntent = ({ kind, name, when }: Point) =>
    kind === 'commit' && when === 'after' && name.startsWith('step/intend/');
  return passed.flatMap((intent, index): readonly StepCall[] => {
    if (!isIntent(intent)) return [];
    const call = passed.slice(index + 1).find(({ kind }) => kind === 'aws');
    const [service, operation = ''] = call?.name.split('.') ?? [];
    const step = intent.name.slice('step/intend/'.length);
    return call ? [{ step, service: service as ServiceName, operation, nth: call.nth }] : [];
  });
}

/** A step is refused for good; then somebody takes back what was done, or has it tried again. */
export const mending = (kind: 'retry' | 'undo', at: StepCall): Act => ({
  name: `${kind} after a failure at ${at.step}`,
  async prepare(workshop, scenario) {
    await prepare(workshop, scenario);
    const { faults } = workshop.simulator;
    const before = standingOf(workshop.simulator);
    const { step: _, ...call } = at;
    faults.add({ ...call, fault: { kind: 'access-denied' } });
    const id = await ask(workshop, scenario);
    await decide(workshop, scenario, id);
    const failed = await goOn(workshop, scenario, id);
    faults.clear();
    assert.equal(failed.state, 'failed', `after ${at.operation}#${at.nth} was refused at ${at.step}`);
    const rest = async () => {
      await click(workshop, id, failed.requestedBy, kind, ({ state }) => state === 'failed');
      return goOn(workshop, scenario, id);
    };
    return { before, rest };
  },
});
