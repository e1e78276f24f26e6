import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import type { Chat } from '../../src/workflows/ports.ts';
import { cast } from '../cast/cast.ts';
import { type Scenario, scenarioName } from '../cast/scenario.ts';
import { startPostgres } from '../store/postgres.ts';
import { standingOf } from '../workshop/accounts.ts';
import { wholeStory } from '../workshop/acts.ts';
import { serverBase } from '../workshop/base.ts';
import { ask, decide, goOn, prepare, wishOf } from '../workshop/play.ts';
import { type Point, pointName } from '../workshop/point.ts';
import { openWorkshop, type Workshop } from '../workshop/workshop.ts';
import type { Answered, Asked, Orders } from './life-process.ts';
import { checkOutcome, type Outcome, outcomeOf } from './outcome.ts';
import { perform, pointsOf, skip } from './programme.ts';

/**
 * The deaths of this folder are of doors that shut. Here a process is killed for good with SIGKILL, at some of the same points, and
 * what follows has to be the same: so the cheaper death may stand for it at all the others.
 */
describe('kill -9 at some points of every action, on PostgreSQL', { skip }, () => {
  let workshop: Workshop;
  let url = '';
  let stop = async () => {};
  before(async () => {
    const server = await startPostgres();
    url = await server.createDatabase();
    workshop = await openWorkshop(await serverBase(url));
    stop = server.stop;
  });
  after(async () => {
    await workshop.close();
    await stop();
  });

  // The creation has a programme of its own, with the whole app in the process: test/crash.
  const played = cast.filter(({ action }) => action !== 'create-service-user');
  for (const [index, scenario] of played.entries())
    test(scenarioName(scenario), async (t) => {
      const { passed, outcome } = await perform(workshop, scenario, wholeStory);
      const points = sample(untilFirstRest(passed), index);
      for (const point of points) await killAt(scenario, point, outcome);
      t.diagnostic(points.map(pointName).join(', '));
    });

  async function killAt(scenario: Scenario, point: Point, expected: Outcome): Promise<void> {
    await workshop.begin();
    await prepare(workshop, scenario);
    const standing = standingOf(workshop.simulator);
    await runAndKill(workshop, scenario, url, point);
    const id = (await openRequest(workshop, scenario)) ?? (await ask(workshop, scenario));
    await decide(workshop, scenario, id);
    const request = await goOn(workshop, scenario, id);
    const outcome = await outcomeOf(workshop, standing, request);
    await checkOutcome(workshop, scenario, request, { outcome, expected }).catch((error: Error) => {
      throw new Error(`${pointName(point)}: ${error.message}`, { cause: error });
    });
  }
});

/** Up to where the process stops by itself. */
const untilFirstRest = (passed: readonly Point[]) => {
  const gate = passed.findIndex(({ name }) => name === 'execute/reach-gate');
  return pointsOf(gate < 0 ? passed : passed.slice(0, gate), 'moments').filter(
    ({ kind }) => kind !== 'slack',
  );
};

/** One commit and one call, others for each scenario. */
function sample(points: readonly Point[], place: number): readonly Point[] {
  const from = (kind: Point['kind']) => {
    const all = points.filter(
      (point) => point.kind === kind && !/^(tick|form\/(start|number))/.test(point.name),
    );
    const chosen = all[(place * 7) % all.length];
    return chosen ? [chosen] : [];
  };
  return [...from('commit'), ...from('aws')];
}

async function openRequest({ live }: Workshop, { by, userName }: Scenario) {
  const requests = await live(({ store }) =>
    store.read((reader) => reader.requestsAbout({ userName: userName as never }, 5)),
  );
  return (
    requests.find(({ requestedBy, state }) => requestedBy === by && state !== 'done')?.id ??
    requests.find(({ requestedBy }) => requestedBy === by)?.id
  );
}

async function runAndKill(workshop: Workshop, scenario: Scenario, url: string, point: Point): Promise<void> {
  const { simulator, clock, slack } = workshop;
  const child = fork(new URL('./life-process.ts', import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit');
  answerFor(
    slack.chat(async () => undefined),
    child,
  );
  if (point.kind === 'aws') {
    const [service, operation = ''] = point.name.split('.');
    const { nth, when } = point;
    simulator.faults.add({ fault: { kind: 'hold', when }, service: service as 'iam', operation, nth });
    void simulator.faults.nextHeld().then(async ({ id }) => {
      child.kill('SIGKILL');
      await gone;
      simulator.faults.drop(id);
    });
  }
  child.send({
    url,
    awsUrl: simulator.url,
    credentials: simulator.credentials,
    clockOffsetMs: clock.offsetMs(),
    by: scenario.by,
    wish: wishOf(workshop, scenario),
    approvers: scenario.approvers,
    ...(point.kind === 'commit' ? { dieAt: point } : {}),
  } satisfies Orders);
  const [, signal] = await gone;
  simulator.faults.clear();
  assert.equal(signal, 'SIGKILL', `${pointName(point)} was not met`);
}

/** Slack's side of the process. */
function answerFor(chat: Chat, child: ChildProcess): void {
  child.on('message', (asked: Asked | 'rests') => {
    if (asked === 'rests') {
      child.kill('SIGTERM');
      return;
    }
    const call = chat[asked.method] as (...args: readonly unknown[]) => Promise<unknown>;
    void call(...asked.args).then(
      (result) => child.connected && child.send({ id: asked.id, result } satisfies Answered, () => undefined),
    );
  });
}
