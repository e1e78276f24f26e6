import { House } from '../../src/domain/house.ts';
import type { AwsSimulator } from '../../src/sandbox/aws/simulator.ts';
import { createAwsSimulator } from '../../src/sandbox/aws/simulator.ts';
import { makeSandboxClock, type SandboxClock } from '../../src/sandbox/clock.ts';
import { sandboxConfiguration } from '../../src/sandbox/house.ts';
import { sandboxOrganization } from '../../src/sandbox/sandbox.ts';
import type { Base } from './base.ts';
import { openDoor } from './doors.ts';
import { beginLife, type Life, type LifeOptions } from './life.ts';
import { countPoints, isSame, type Point, type PointCounter } from './point.ts';
import { openSlackDesk, type SlackDesk } from './slack.ts';

/** The real workflows, store and SDK against the simulated AWS, with Slack as a desk in memory: a story takes a moment, and a death no longer. */
export interface Workshop {
  readonly simulator: AwsSimulator;
  readonly clock: SandboxClock;
  readonly slack: SlackDesk;
  readonly house: House;
  /**
   * Does it in the life that is there; when that one dies under it, the next life begins and it is done again. So whoever
   * calls it has to be somebody who repeats what has not been answered: a person at a form, a queue, a tick.
   */
  live<T>(work: (life: Life) => Promise<T>): Promise<T>;
  /** Everything as planted, and a new life. */
  begin(): Promise<void>;
  /** Counts from here; the life ends at the point, if there is one. */
  arm(dieAt?: Point): void;
  readonly passed: readonly Point[];
  readonly deaths: number;
  close(): Promise<void>;
}

interface Living {
  readonly life: Life;
  readonly death: Promise<'dead'>;
  end(): void;
}

export async function openWorkshop(
  base: Base,
  options: Pick<LifeOptions, 'requestMs'> = {},
): Promise<Workshop> {
  const clock = makeSandboxClock();
  const simulator = await createAwsSimulator({ clock, organization: sandboxOrganization() });
  const slack = openSlackDesk();
  const { aws: _aws, ...ofHouse } = sandboxConfiguration;
  const house = House.parse(ofHouse);
  let points: PointCounter = countPoints();
  let dieAt: Point | undefined;
  let living: Promise<Living> | undefined;
  let deaths = 0;
  let story = 0;

  async function bear(): Promise<Living> {
    const [awsDoor, databaseDoor] = await Promise.all([
      openDoor(Number(new URL(simulator.url).port)),
      base.enter(),
    ]);
    const dead = Promise.withResolvers<'dead'>();
    let isOver = false;

    function end(): void {
      isOver = true;
      awsDoor.shut();
      databaseDoor.shut();
      dead.resolve('dead');
    }

    /** Passes, or dies here, or has died before: then there is no way on. */
    async function pass(kind: Point['kind'], name: string, when: Point['when']): Promise<void> {
      if (!isOver && isSame(dieAt, points.pass(kind, name, when))) {
        deaths += 1;
        end();
      }
      if (isOver) await new Promise(() => undefined);
    }

    const life = await beginLife({
      database: databaseDoor.database,
      awsUrl: `http://127.0.0.1:${awsDoor.port}`,
      credentials: simulator.credentials,
      house,
      clock,
      chat: slack.chat((call, when) => pass('slack', call, when)),
      directory: slack.directory,
      onCommit: (label, when) => pass('commit', label, when),
      ...options,
    });
    return { life, death: dead.promise, end };
  }

  /** Holds the call at which to die: the request has arrived, or has been performed, and is never answered. */
  function layTrap({ name, nth, when }: Point): void {
    const [service, operation = ''] = name.split('.');
    simulator.faults.add({ fault: { kind: 'hold', when }, service: service as 'iam', operation, nth });
    const mine = story;
    void simulator.faults.nextHeld().then(async ({ id }) => {
      // Of an earlier story, whose trap nobody walked into.
      if (mine !== story) return;
      deaths += 1;
      (await living)?.end();
      simulator.faults.drop(id);
    });
  }

  simulator.onCall((call) => {
    if (call.status !== undefined) points.pass('aws', `${call.service}.${call.operation}`, 'after');
  });

  async function bury(dead: Living | undefined): Promise<void> {
    dead?.end();
    await dead?.life.close().catch(() => undefined);
  }

  function arm(point?: Point): void {
    points = countPoints();
    deaths = 0;
    story += 1;
    dieAt = point?.kind === 'aws' ? undefined : point;
    if (point?.kind === 'aws') layTrap(point);
  }

  return {
    simulator,
    clock,
    slack,
    house,
    get passed() {
      return points.passed;
    },
    get deaths() {
      return deaths;
    },
    async live(work) {
      for (let lives = 1; ; lives++) {
        living ??= bear();
        const mine = await living;
        const working = work(mine.life);
        working.catch(() => undefined);
        const result = await Promise.race([working, mine.death]);
        if (result !== 'dead') return result as Awaited<typeof working>;
        if (lives > 3) throw new Error('It dies again and again.');
        living = undefined;
        void bury(mine);
      }
    },
    async begin() {
      await bury(await living);
      living = undefined;
      simulator.reset();
      slack.clear();
      await base.empty();
      // Past the minutes for which lists are kept, so that each story reads them.
      clock.advance(6 * 60_000);
      arm();
    },
    arm,
    async close() {
      await bury(await living);
      await Promise.all([simulator.close(), base.close()]);
    },
  };
}
