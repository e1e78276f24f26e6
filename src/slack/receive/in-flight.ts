/** Work that a stop waits for. */
export interface InFlight {
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing runs any more, or after `limitMs`; says which. */
  drained(limitMs: number): Promise<boolean>;
}

export function makeInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    track(work) {
      const entry = work.then(
        () => undefined,
        () => undefined,
      );
      running.add(entry);
      void entry.then(() => running.delete(entry));
      return work;
    },
    async drained(limitMs) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), limitMs);
      });
      const done = (async () => {
        while (running.size > 0) await Promise.all(running);
        return true;
      })();
      const result = await Promise.race([done, late]);
      clearTimeout(timer);
      return result;
    },
  };
}
