/** Who made a call, as CloudTrail would name them. */
export interface Caller {
  readonly arn: string;
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly sessionName?: string;
  readonly sourceIdentity?: string;
}

export type ServiceName = 'iam' | 'sts' | 'organizations' | 'secretsmanager';

/** One request that reached the simulator. Secrets in its parameters are masked. */
export interface ApiCall {
  readonly id: number;
  readonly at: Date;
  /** The account the call acted in; absent when the caller could not be recognised. */
  readonly account?: string;
  readonly region?: string;
  readonly service: ServiceName | 'unknown';
  readonly operation: string;
  readonly principal?: Caller;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** HTTP status; absent while the call runs, and for ever when no answer was sent. */
  readonly status?: number;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly requestId: string;
  readonly durationMs?: number;
  /** Whether the world was changed or read by it: false for every refusal. */
  readonly applied: boolean;
  /** The fault that was put on this call, if any. */
  readonly fault?: string;
}

export interface CallLog {
  readonly calls: readonly ApiCall[];
  begin(call: Omit<ApiCall, 'id' | 'applied'>): number;
  update(id: number, change: Partial<ApiCall>): void;
  /** Tells the listeners: the call has ended, or is being held. */
  publish(id: number): void;
  readonly onCall: (listener: (call: ApiCall) => void) => () => void;
  clear(): void;
}

// A week of demonstrations stays below this; a benchmark must not eat the memory it measures.
const KEPT_CALLS = 20_000;

/** The list of calls, oldest first; only the newest 20,000 are kept. */
export function makeCallLog(): CallLog {
  const calls: ApiCall[] = [];
  const listeners = new Set<(call: ApiCall) => void>();
  let nextId = 1;
  const indexOf = (id: number) => {
    const first = calls[0];
    return first === undefined ? -1 : id - first.id;
  };
  return {
    calls,
    begin(call) {
      const id = nextId++;
      calls.push({ id, applied: false, ...call });
      if (calls.length > KEPT_CALLS) calls.splice(0, calls.length - KEPT_CALLS);
      return id;
    },
    update(id, change) {
      const call = calls[indexOf(id)];
      if (call !== undefined) calls[indexOf(id)] = { ...call, ...change };
    },
    publish(id) {
      const call = calls[indexOf(id)];
      if (call !== undefined) for (const listener of listeners) listener(call);
    },
    onCall(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear() {
      calls.length = 0;
    },
  };
}

const SECRET_PARAMETERS = new Set(['SecretString', 'SecretBinary', 'Password', 'NewPassword', 'OldPassword']);

/** Parameters as they may be shown: the values that are secrets are replaced. */
export function maskSecrets(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, SECRET_PARAMETERS.has(name) ? '••••••' : value]),
  );
}
