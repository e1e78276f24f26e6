import type { ReadFailure } from '../../domain/inventory.ts';
import { readFailure, type Where } from '../errors.ts';

/** Notes what could not be had, each kind of thing once, and goes on without it. */
export interface Gaps {
  /** What `work` gives, or undefined with a note. Throws bugs only. */
  without<T>(what: string, work: () => Promise<T>): Promise<T | undefined>;
  note(failure: ReadFailure): void;
  readonly all: readonly ReadFailure[];
}

export function createGaps(where: Where, now: () => Date): Gaps {
  const all = new Map<string, ReadFailure>();
  const note = (failure: ReadFailure) => {
    if (!all.has(failure.what)) all.set(failure.what, failure);
  };
  return {
    async without(what, work) {
      try {
        return await work();
      } catch (error) {
        note(failureOf(what, error, where, now()));
        return undefined;
      }
    },
    note,
    get all() {
      return [...all.values()];
    },
  };
}

/** Throws what is a bug. */
export function failureOf(what: string, error: unknown, where: Where, at: Date): ReadFailure {
  const { code, message, temporary } = readFailure(error, where);
  return { what, at: at.toISOString(), code, message, temporary };
}
