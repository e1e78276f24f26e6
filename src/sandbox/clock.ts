/** The sandbox's time: real time plus what a person has moved it forward by. */
export interface SandboxClock {
  now(): Date;
  /** How far the clock has been moved, in milliseconds. */
  offsetMs(): number;
  /** Moves the clock forward. Refuses to go back: what has expired stays expired. */
  advance(milliseconds: number): void;
  onAdvance(listener: (now: Date) => void): () => void;
}

export function makeSandboxClock(realNow: () => number = Date.now): SandboxClock {
  let offset = 0;
  const listeners = new Set<(now: Date) => void>();
  const now = () => new Date(realNow() + offset);
  return {
    now,
    offsetMs: () => offset,
    advance(milliseconds) {
      if (!(milliseconds >= 0))
        throw new RangeError(`The clock moves forward only, not by ${milliseconds} ms.`);
      offset += milliseconds;
      for (const listener of listeners) listener(now());
    },
    onAdvance(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
