/** What a Web API call suffers instead of, or besides, being answered. */
export type FaultEffect =
  | { readonly kind: 'ratelimited'; readonly retryAfterSeconds: number }
  /** An `ok: false` answer with this code. */
  | { readonly kind: 'error'; readonly error: string }
  /** A bare HTTP status, as Slack's edge gives during an incident. */
  | { readonly kind: 'status'; readonly status: number }
  /** The connection breaks, before or after the call took effect. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** No answer, ever; the caller has to give up. */
  | { readonly kind: 'timeout'; readonly when: 'before' | 'after' }
  /**
   * Waits until released, before or after the call took effect. For tests that kill the app in between: a call held
   * `before` whose caller is gone by the release takes no effect.
   */
  | { readonly kind: 'hold'; readonly when: 'before' | 'after' };

export interface FaultRule {
  /** A method, as `chat.postMessage`; `response_url` for posts to one; or `*` for each. */
  readonly method: string;
  readonly effect: FaultEffect;
  /** The first matching call that suffers, counted from 1 when the rule is added. Default 1. */
  readonly nth?: number;
  /** How many calls suffer from then on. Default 1. */
  readonly times?: number;
}

export interface Fault {
  readonly rule: FaultRule;
  /** How many calls have suffered it. */
  hits(): number;
  /** Resolves when the first call has met it; for an effect `after`, when the call has been applied. */
  readonly reached: Promise<void>;
  /** Lets held calls go on (and later ones pass). */
  release(): void;
  remove(): void;
}

export interface Faults {
  add(rule: FaultRule): Fault;
  list(): readonly Fault[];
  /** Removes all rules and lets held calls go on. */
  clear(): void;
}

/** What the server asks of the faults at each call. */
export interface FaultGate {
  /** The fault that this call meets, if any; counts the call. */
  next(method: string): MetFault | undefined;
}

export interface MetFault {
  readonly effect: FaultEffect;
  /** Tells that the call has come to the place of the effect; resolves when it may go on. */
  arrive(): Promise<void>;
}

export function makeFaults(): Faults & FaultGate {
  const active = new Set<Fault & { meet(method: string): MetFault | undefined }>();

  function add(rule: FaultRule): Fault {
    let seen = 0;
    let hits = 0;
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const first = rule.nth ?? 1;
    const last = first + (rule.times ?? 1) - 1;
    const fault = {
      rule,
      hits: () => hits,
      reached: reached.promise,
      release() {
        released.resolve();
        active.delete(fault);
      },
      remove() {
        active.delete(fault);
      },
      meet(method: string): MetFault | undefined {
        if (rule.method !== '*' && rule.method !== method) return undefined;
        seen += 1;
        if (seen < first || seen > last) return undefined;
        hits += 1;
        return {
          effect: rule.effect,
          async arrive() {
            reached.resolve();
            if (rule.effect.kind === 'hold') await released.promise;
          },
        };
      },
    };
    active.add(fault);
    return fault;
  }

  return {
    add,
    list: () => [...active],
    clear() {
      for (const fault of [...active]) fault.release();
    },
    next(method) {
      // Each rule counts the call, also when an earlier one has claimed it.
      const met = [...active].map((fault) => fault.meet(method)).filter((fault) => fault !== undefined);
      return met[0];
    },
  };
}
