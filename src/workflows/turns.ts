/** Work that has been acknowledged and waits to be carried out, a few at a time. */
export interface Turns {
  /** Something that a person is waiting for at this moment: until it is over, and a moment longer, the work behind goes one by one. */
  first<T>(urgent: () => Promise<T>): Promise<T>;
  /**
   * Runs when it is its turn. A key that waits or runs already is not taken again: both get the same end. When too many
   * wait, it ends at once without having run: what is on record is taken up from there.
   */
  take(key: string, work: () => Promise<void>): Promise<void>;
}

/** Slack’s and the database’s answers are waited for most of the time, so a few at once; more would only delay each other. */
const usuallyAtOnce = 8;
/** Clicks that come faster than this are a storm: the work behind them goes one by one until it is over. */
const usuallyQuietAfterMs = 50;
/** Whoever waits keeps its whole delivery in memory. A flood of any length has to fit. */
const usuallyMostWaiting = 200;

/**
 * Slack waits 3 seconds for an acknowledgement and for nothing else. In a storm of clicks the work behind them must
 * not take the time that the next acknowledgements need; it never stands still either.
 */
export function makeTurns(
  atOnce = usuallyAtOnce,
  quietAfterMs = usuallyQuietAfterMs,
  mostWaiting = usuallyMostWaiting,
): Turns {
  const known = new Map<string, Promise<void>>();
  const waiting: (() => Promise<void>)[] = [];
  let urgent = 0;
  let quiet: NodeJS.Timeout | undefined;
  let running = 0;

  function look(): void {
    while (running < (urgent > 0 || quiet ? 1 : atOnce)) {
      const next = waiting.shift();
      if (!next) return;
      running += 1;
      void next();
    }
  }

  function calm(): void {
    quiet = undefined;
    look();
  }

  async function inTurn(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } finally {
      running -= 1;
      look();
    }
  }

  return {
    async first(work) {
      urgent += 1;
      try {
        return await work();
      } finally {
        urgent -= 1;
        clearTimeout(quiet);
        quiet = setTimeout(calm, quietAfterMs);
      }
    },
    take(key, work) {
      const same = known.get(key);
      if (same) return same;
      if (waiting.length >= mostWaiting) return Promise.resolve();
      const turn = new Promise<void>((resolve, reject) => {
        waiting.push(() => inTurn(work).then(resolve, reject));
      });
      const ended = turn.finally(() => known.delete(key));
      known.set(key, ended);
      look();
      return ended;
    },
  };
}
