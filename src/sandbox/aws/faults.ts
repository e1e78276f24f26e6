import type { ServiceName } from './api-call.ts';

/** What goes wrong with a call. `applied` says whether the world was changed all the same. */
export type Fault =
  /** Any error code, for example Throttling or ServiceFailure; the HTTP status follows from it unless given. */
  | { readonly kind: 'error'; readonly code: string; readonly message?: string; readonly status?: number }
  /** The connection closes before anything is read from it. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'reset-before' }
  | { readonly kind: 'applied-then-reset' }
  /** Performed; then half of the answer with the length of the whole. */
  | { readonly kind: 'truncated' }
  /** Never answered. */
  | { readonly kind: 'time-out'; readonly applied: boolean }
  | { readonly kind: 'expired-token' }
  | { readonly kind: 'access-denied' }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Stands still, before or after it is performed, until released or dropped. */
  | { readonly kind: 'hold'; readonly when: 'before' | 'after' }
  /** Performed; then the next reads of that account answer what was true before. */
  | { readonly kind: 'stale'; readonly reads: number };

export interface FaultRule {
  readonly fault: Fault;
  readonly service?: ServiceName;
  readonly operation?: string;
  readonly account?: string;
  /** The first matching call that suffers, counted from 1 (default 1). */
  readonly nth?: number;
  /** How many calls suffer from there on (default 1; 'always' for all). */
  readonly times?: number | 'always';
}

export interface HeldCall {
  readonly id: number;
  readonly service: string;
  readonly operation: string;
  readonly account?: string;
  readonly when: 'before' | 'after';
}

export interface FaultControl {
  /** Adds a rule and gives its id. Rules are looked at in the order they were added; the first that fits counts. */
  add(rule: FaultRule): number;
  remove(id: number): void;
  /** Removes all rules and lets every held call go on. */
  clear(): void;
  readonly rules: readonly (FaultRule & {
    readonly id: number;
    readonly matched: number;
    readonly suffered: number;
  })[];
  readonly held: readonly HeldCall[];
  /** The next held call, or one that is held now. */
  nextHeld(): Promise<HeldCall>;
  /** Lets a held call go on (all of them without an id), even if its client is gone: the request had arrived. */
  release(id?: number): void;
  /** Ends a held call without going on: its connection is closed, and one held `before` never happens. */
  drop(id?: number): void;
}

export interface FaultSource extends FaultControl {
  /** Counts the call against the rules and gives the fault it suffers. */
  match(call: {
    readonly service: string;
    readonly operation: string;
    readonly account?: string;
  }): Fault | undefined;
  hold(call: HeldCall): Promise<'released' | 'dropped'>;
}

export function makeFaults(): FaultSource {
  type Entry = FaultRule & { readonly id: number; matched: number; suffered: number };
  const rules: Entry[] = [];
  const holds = new Map<number, { readonly call: HeldCall; settle(how: 'released' | 'dropped'): void }>();
  const waiting: ((call: HeldCall) => void)[] = [];
  let nextId = 1;

  function settle(how: 'released' | 'dropped', id: number | undefined): void {
    for (const [heldId, held] of holds) {
      if (id !== undefined && heldId !== id) continue;
      holds.delete(heldId);
      held.settle(how);
    }
  }

  return {
    add(rule) {
      const id = nextId++;
      rules.push({ ...rule, id, matched: 0, suffered: 0 });
      return id;
    },
    remove(id) {
      const index = rules.findIndex((rule) => rule.id === id);
      if (index >= 0) rules.splice(index, 1);
    },
    clear() {
      rules.length = 0;
      settle('released', undefined);
    },
    rules,
    get held() {
      return [...holds.values()].map(({ call }) => call);
    },
    nextHeld() {
      const [first] = holds.values();
      if (first !== undefined) return Promise.resolve(first.call);
      return new Promise((resolve) => waiting.push(resolve));
    },
    release: (id) => settle('released', id),
    drop: (id) => settle('dropped', id),
    match(call) {
      for (const rule of rules) {
        if (rule.service !== undefined && rule.service !== call.service) continue;
        if (rule.operation !== undefined && rule.operation !== call.operation) continue;
        if (rule.account !== undefined && rule.account !== call.account) continue;
        rule.matched += 1;
        if (rule.matched < (rule.nth ?? 1)) continue;
        if (rule.times !== 'always' && rule.suffered >= (rule.times ?? 1)) continue;
        rule.suffered += 1;
        return rule.fault;
      }
      return undefined;
    },
    hold(call) {
      return new Promise((resolve) => {
        holds.set(call.id, { call, settle: resolve });
        for (const wake of waiting.splice(0)) wake(call);
      });
    },
  };
}
