import { setTimeout as sleep } from 'node:timers/promises';
import { type AwsSimulator, createAwsSimulator } from '../../src/sandbox/aws/simulator.ts';
import type { AccountSnapshot } from '../../src/sandbox/aws/world/snapshot.ts';
import { makeSandboxClock } from '../../src/sandbox/clock.ts';
import { shippedManifest } from '../../src/sandbox/manifest.ts';
import { sandboxEnvironment, sandboxOrganization } from '../../src/sandbox/sandbox.ts';
import { createSlackSimulator, type SlackSimulator } from '../../src/sandbox/slack/simulator.ts';
import { sandboxWorkspace } from '../../src/sandbox/workspace.ts';
import type { Evidence, Place } from './evidence.ts';
import { Died, type Life } from './life.ts';
import { setTrap, type Trap } from './trap.ts';
import type { Point } from './wire.ts';

/** Nobody listens there: what a delivery meets while the app is down. */
const nowhere = 'http://127.0.0.1:9/slack/events';

/** A simulated workspace and organization, and the app as a process that is started again whenever it dies. */
export interface World {
  readonly slack: SlackSimulator;
  readonly aws: AwsSimulator;
  /** The accounts before anything was done. */
  readonly untouched: readonly AccountSnapshot[];
  readonly clock: ReturnType<typeof makeSandboxClock>;
  /** Begins a part of the story: counts from here, and lets the app die at the point, once or in several lives. */
  begin(dieAt?: Point, deaths?: number): Promise<void>;
  /** Every point that the part has passed so far. */
  passed(): readonly Point[];
  /** Starts the app for the first time. */
  launch(): Promise<void>;
  /** Resolves when the app takes work: at once, or after it was started again. */
  up(): Promise<void>;
  /** Resolves at the app's next death. */
  nextDeath(): Promise<void>;
  deaths(): number;
  /** Resolves when nothing is committed or called any more. */
  quiet(): Promise<void>;
  end(): Promise<Evidence>;
  close(): Promise<void>;
  log(): string;
}

export async function createWorld(place: Place, takeLife: () => Life): Promise<World> {
  const clock = makeSandboxClock();
  const aws = await createAwsSimulator({ clock, organization: sandboxOrganization() });
  const slack = await createSlackSimulator({
    clock,
    workspace: sandboxWorkspace(shippedManifest('http')),
    delivery: { mode: 'http', url: nowhere },
  });
  const untouched = structuredClone(aws.world.accounts());
  const environment = sandboxEnvironment({ slack, aws, mode: 'http' });
  const logs: string[] = [];
  let life: Life | undefined;
  let running: Promise<void> | undefined;
  let deaths = 0;
  let over = false;
  let death = Promise.withResolvers<void>();
  let trap: Trap | undefined;
  let dieAt: Point | undefined;
  let mostDeaths = 1;
  let endedByItself = 0;
  let commits: Point[] = [];
  let from = { aws: 0, slack: 0 };

  async function launch(): Promise<void> {
    for (;;) {
      const born = takeLife();
      life = born;
      const port = await born
        .start({
          environment,
          place,
          ...(deaths < mostDeaths && dieAt ? { dieAt } : {}),
          onPoint: (point) => commits.push(point),
        })
        .catch((error: unknown) => {
          // Only a death that was asked for is forgiven.
          if (error instanceof Died && trap?.sprung()) return undefined;
          throw error;
        });
      if (port === undefined) {
        noteDeath(born, await born.gone);
        continue;
      }
      slack.setDeliveryUrl(`http://127.0.0.1:${port}/slack/events`);
      void born.gone.then((how) => {
        if (over) return;
        slack.setDeliveryUrl(nowhere);
        noteDeath(born, how);
        running = launch();
        running.catch(() => undefined);
      });
      return;
    }
  }

  function noteDeath(dead: Life, how: 'killed' | 'by itself'): void {
    deaths += 1;
    if (how === 'by itself') endedByItself += 1;
    logs.push(dead.log(), '--- killed ---\n');
    death.resolve();
    death = Promise.withResolvers();
  }

  async function quiet(): Promise<void> {
    const progress = () => commits.length + aws.calls.length + slack.calls.length;
    // There is no end to see but that nothing more comes.
    for (let before = -1; before !== progress(); ) {
      before = progress();
      await sleep(250);
    }
  }

  return {
    slack,
    aws,
    untouched,
    clock,
    async begin(point, times = 1) {
      dieAt = point;
      mostDeaths = times;
      commits = [];
      from = { aws: aws.calls.length, slack: slack.calls.length };
      trap = point ? setTrap(point, { slack, aws, life: () => life }) : undefined;
      if (life) await life.count(point);
    },
    passed: () => [
      ...commits,
      ...counted(
        'aws',
        aws.calls.slice(from.aws).map((call) => `${call.service}.${call.operation}`),
      ),
      ...counted(
        'slack',
        slack.calls.slice(from.slack).map((call) => call.method),
      ),
    ],
    async launch() {
      running = launch();
      await running;
    },
    up: async () => running,
    nextDeath: () => death.promise,
    deaths: () => deaths,
    quiet,
    async end() {
      for (;;) {
        await running;
        if (!life) throw new Error('The app was never started.');
        const last = life;
        over = true;
        const evidence = await last.end(place).catch(async (error: unknown) => {
          if (!(error instanceof Died)) throw error;
          // Its point came later than quiet seemed to be there: it died while it was stopping.
          over = false;
          slack.setDeliveryUrl(nowhere);
          noteDeath(last, await last.gone);
          running = launch();
          await running;
          await quiet();
          return undefined;
        });
        if (endedByItself > 0) throw new Error('The app ended by itself.');
        if (deaths > mostDeaths) throw new Error(`The app died ${deaths} times.`);
        if (evidence) return evidence;
      }
    },
    async close() {
      over = true;
      await life?.kill();
      await Promise.all([slack.close(), aws.close()]);
    },
    log: () => logs.join('') + (life?.log() ?? ''),
  };
}

/** Each call as the two points around it, numbered by name. */
function counted(kind: Point['kind'], names: readonly string[]): readonly Point[] {
  const seen = new Map<string, number>();
  return names.flatMap((name): readonly Point[] => {
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return [
      { kind, name, nth, when: 'before' },
      { kind, name, nth, when: 'after' },
    ];
  });
}
