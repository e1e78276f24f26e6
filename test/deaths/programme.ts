import { type Scenario, scenarioName } from '../cast/scenario.ts';
import type { Act } from '../workshop/acts.ts';
import { type Point, pointName } from '../workshop/point.ts';
import type { Workshop } from '../workshop/workshop.ts';
import { checkOutcome, type Outcome, outcomeOf } from './outcome.ts';

export interface Report {
  readonly points: number;
  readonly failures: readonly string[];
  readonly seconds: number;
}

/**
 * `states`: once in every state that a story passes through, which is after each thing that leaves a trace. `moments`: before each
 * of them as well, when the transaction is open or the call has arrived: the same state, but something to roll back or let go.
 */
export type Where = 'states' | 'moments';

/**
 * Plays an act undisturbed to learn its points, then once for each of them with the life ended there. Only what leaves a trace
 * is a point: commits, calls that change AWS, messages. Between two of them a death leaves what the one before left.
 */
export async function dieEverywhere(
  workshop: Workshop,
  scenario: Scenario,
  act: Act,
  where: Where,
): Promise<Report> {
  const began = performance.now();
  const failures: string[] = [];
  const expected = await perform(workshop, scenario, act);
  const points = shareOf(pointsOf(expected.passed, where));
  const tryOne = async (name: string, work: () => Promise<void>) =>
    work().catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      failures.push(`${scenarioName(scenario)}, ${act.name}, ${name}: ${why.slice(0, 1500)}`);
    });
  await tryOne('undisturbed', () => check(expected));
  for (const point of points)
    await tryOne(pointName(point), async () => {
      const played = await perform(workshop, scenario, act, point);
      if (played.deaths !== 1) throw new Error(`It died ${played.deaths} times.`);
      await check(played);
    });
  return { points: points.length, failures, seconds: (performance.now() - began) / 1000 };

  function check({ request, outcome }: Performed): Promise<void> {
    return checkOutcome(workshop, scenario, request, { outcome, expected: expected.outcome });
  }
}

/**
 * The programme takes too long to be played with everything else: it is skipped, visibly, unless it is asked for. Which of the
 * points: every how manieth (DEATHS_EVERY; 1 for all of them), and with which to begin (DEATHS_FROM).
 */
export const skip = process.env.DEATHS_EVERY
  ? false
  : 'DEATHS_EVERY=24 node test/run.ts test/deaths/*.test.ts plays a share of the points, DEATHS_EVERY=1 all';
const every = Number(process.env.DEATHS_EVERY || 1);
const from = Number(process.env.DEATHS_FROM || 0) % every;

function shareOf(points: readonly Point[]): readonly Point[] {
  const share = points.filter((_, index) => index % every === from);
  return share.length > 0 ? share : points.slice(-1);
}

interface Performed extends Awaited<ReturnType<typeof perform>> {
  readonly outcome: Outcome;
}

export async function perform(workshop: Workshop, scenario: Scenario, act: Act, dieAt?: Point) {
  await workshop.begin();
  const { before, rest } = await act.prepare(workshop, scenario);
  workshop.arm(dieAt);
  const request = await rest();
  const passed = [...workshop.passed];
  return { request, passed, deaths: workshop.deaths, outcome: await outcomeOf(workshop, before, request) };
}

const leavesTrace = ({ kind, name }: Point) =>
  kind === 'commit' || (kind === 'aws' ? !/\.(Get|List|Describe|AssumeRole)/.test(name) : name !== 'find');

/** Each once. A call to AWS is known when it was answered: a point before its effect and one after it. */
export function pointsOf(passed: readonly Point[], where: Where): readonly Point[] {
  const all = passed
    .filter(leavesTrace)
    .flatMap((point): readonly Point[] =>
      point.kind === 'aws' ? [{ ...point, when: 'before' }, point] : [point],
    )
    .filter(({ when }, index) => where === 'moments' || when === 'after' || index === 0);
  return [...new Map(all.map((point) => [pointName(point), point])).values()];
}
