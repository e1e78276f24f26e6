import type { SandboxClock } from '../clock.ts';
import type { ApiCall } from './api-call.ts';
import type { FaultControl } from './faults.ts';
import type { OrganizationSeed } from './seed.ts';
import type { WorldAccess } from './world/access.ts';

export interface AwsSimulatorOptions {
  readonly clock: SandboxClock;
  readonly organization: OrganizationSeed;
  /** Added to every call, in milliseconds of real time. */
  readonly latencyMs?: number;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly quirks?: Quirks;
}

/** Things that AWS does now and then, switched on for good. */
export interface Quirks {
  /** At most so many items a page, whatever was asked for. */
  readonly pageItems?: number;
  /** `ListAccounts` begins with an empty page that carries a NextToken. */
  readonly emptyFirstAccountPage?: boolean;
  /** After each change so many reads of that account answer what was true before. */
  readonly staleReads?: number;
  /** The quota of two access keys isn't enforced, as when calls race. */
  readonly racyKeyQuota?: boolean;
}

export interface SimulatorCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface AwsSimulator {
  /** http://127.0.0.1:port, for `AWS_ENDPOINT_URL`. */
  readonly url: string;
  /** Of the hub role: the bot's own principal. */
  readonly credentials: SimulatorCredentials;
  /** The environment variables with which any AWS SDK speaks to this simulator as the hub role. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every call in order, oldest first. */
  readonly calls: readonly ApiCall[];
  /** Told when a call has ended and when it is being held. */
  onCall(listener: (call: ApiCall) => void): () => void;
  readonly world: WorldAccess;
  readonly faults: FaultControl;
  /** Plants the seed again and forgets all calls and faults; the credentials stay. */
  reset(): void;
  close(): Promise<void>;
}
