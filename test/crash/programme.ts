import { checkEnd, outcomeOf, type Undisturbed } from './check.ts';
import { beginLife, type Life } from './life.ts';
import type { Places } from './places.ts';
import type { Story } from './story.ts';
import { type Target, targetName } from './wire.ts';
import { createWorld, type World } from './world.ts';

export interface Report {
  /** Points at which the app was killed, by part. */
  readonly killed: Readonly<Record<string, number>>;
  /** Points that a run had shown once and that no further run came by. */
  readonly unmet: readonly string[];
  readonly failures: readonly string[];
  readonly seconds: number;
}

/** In a sentence, for whoever reads the test's output. */
export function reportOf({ killed, unmet, seconds }: Report): string {
  const parts = Object.entries(killed).map(([part, count]) => `${count} in ${part}`);
  const total = Object.values(killed).reduce((sum, count) => sum + count, 0);
  const missed = unmet.length === 0 ? '' : ` Shown once and not met again: ${unmet.join('; ')}.`;
  return `Killed at ${total} points (${parts.join(', ')}) in ${seconds} s.${missed}`;
}

interface Played {
  readonly met: boolean;
  readonly seen: readonly Target[];
  readonly outcome: Undisturbed;
}

interface Play {
  readonly story: Story;
  readonly places: Places;
  readonly takeLife: () => Life;
  readonly target?: Target;
  readonly expected?: Undisturbed;
}

const mostTries = 3;

/**
 * Plays a story undisturbed to learn its points, then once for each of them with the app killed there. What an
 * undisturbed run shows that the others didn't is a point too, until no run shows anything new.
 */
export async function runProgramme(options: {
  readonly story: Story;
  readonly places: Places;
  readonly atOnce: number;
  /** Told after every run. */
  readonly onRun?: (name: string, ended: string, left: number) => void;
}): Promise<Report> {
  const { story, places, atOnce, onRun } = options;
  const began = performance.now();
  const nursery = makeNursery();
  const known = new Map<string, { readonly target: Target; tries: number }>();
  const queue: Target[] = [];
  const killed: Record<string, number> = {};
  const unmet: string[] = [];
  const failures: string[] = [];
  let found = 0;

  function learn(seen: readonly Target[]): void {
    for (const target of seen) {
      const name = targetName(target);
      if (known.has(name) || (story.only && !story.only.test(name))) continue;
      known.set(name, { target, tries: 0 });
      if (found++ % every === from && chosen(name)) queue.push(target);
    }
  }

  async function kill(target: Target, expected: Undisturbed): Promise<void> {
    const name = targetName(target);
    const entry = known.get(name);
    if (!entry) return;
    entry.tries += 1;
    try {
      const played = await play({ story, places, takeLife: nursery.take, target, expected });
      learn(played.seen);
      onRun?.(name, played.met ? 'well' : 'unmet', queue.length);
      if (played.met) killed[target.part] = (killed[target.part] ?? 0) + 1;
      else if (entry.tries < mostTries) queue.push(target);
      else unmet.push(name);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      onRun?.(name, why, queue.length);
      failures.push(`${story.name}: ${name}\n${why}`);
    }
  }

  try {
    const rehearsal = await play({ story, places, takeLife: nursery.take });
    learn(story.storms ?? []);
    learn(rehearsal.seen);
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await kill(next, rehearsal.outcome);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    const total = Object.values(killed).reduce((sum, count) => sum + count, 0);
    // A few points depend on how quickly messages follow one another; more than that means that points are being lost.
    if (unmet.length > total / 5) failures.push(`Too many points were not met again: ${unmet.join('; ')}`);
    if (total === 0) failures.push('Nothing was killed.');
    return { killed, unmet, failures, seconds: Math.round((performance.now() - began) / 1000) };
  } finally {
    await nursery.close();
  }
}

/**
 * Of the points, every how manieth is died at, and with which to begin. All of them (CRASH_EVERY=1) take the better part of an
 * hour on two cores; the CI takes another eighth of them each day.
 */
export const every = Number(process.env.CRASH_EVERY || 8);
const from = Number(process.env.CRASH_FROM || 0) % every;

/** For the name of a test. */
export const howMany: string =
  every === 1 ? 'every point' : `one in ${every} of the points, from ${from + 1}`;

/** CRASH_AT runs only the points whose name contains it: to look at one of them again. */
const chosen = (name: string): boolean => name.includes(process.env.CRASH_AT ?? '');

/** One run of a story in a fresh world. Throws, with the log of the app, when it doesn't end as it should. */
async function play({ story, places, takeLife, target, expected }: Play): Promise<Played> {
  const place = await places.fresh();
  const world = await createWorld(place, takeLife);
  try {
    const seen: Target[] = [];
    for (const part of story.parts) {
      if (target?.part === part.name) await world.begin(target.point, target.deaths);
      else await world.begin();
      await part.play(world);
      if (part.deadly && world.deaths() === 0)
        seen.push(...world.passed().map((point) => ({ part: part.name, point })));
    }
    const evidence = await world.end();
    const outcome = outcomeOf(world, evidence);
    await checkEnd(world, evidence, story, expected ?? outcome);
    return { met: world.deaths() > 0, seen, outcome };
  } catch (error) {
    throw withLog(error, world);
  } finally {
    await world.close();
    await places.discard(place);
  }
}

function withLog(error: unknown, world: World): Error {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new Error(`${what.slice(0, 3000)}\ndeaths: ${world.deaths()}\n${world.log().slice(-6000)}`);
}

/** A process that has its modules loaded already, for whoever needs one next. */
function makeNursery() {
  let next: Life | undefined;
  return {
    take(): Life {
      const taken = next ?? beginLife();
      next = beginLife();
      return taken;
    },
    close: async () => next?.kill(),
  };
}
