import { setTimeout } from 'node:timers/promises';
import type { SandboxClock } from '../clock.ts';
import { type ApiCall, makeCallLog } from './api-call.ts';
import { type FaultControl, makeFaults } from './faults.ts';
import type { Quirks } from './quirks.ts';
import type { OrganizationSeed } from './seed.ts';
import { makeStaleReads } from './stale-reads.ts';
import { makeControl } from './wire/control.ts';
import { makeHandler } from './wire/handler.ts';
import { listen } from './wire/server.ts';
import type { WorldAccess } from './world/access.ts';
import { buildWorld } from './world/build.ts';
import { newId, newSecretKey, newSessionToken } from './world/identifiers.ts';
import { makeWorldAccess } from './world/make-access.ts';
import type { RoleSession } from './world/state.ts';

export interface AwsSimulatorOptions {
  readonly clock: SandboxClock;
  readonly organization: OrganizationSeed;
  /** Added to every call, in milliseconds of real time. */
  readonly latencyMs?: number;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly quirks?: Quirks;
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
  readonly onCall: (listener: (call: ApiCall) => void) => () => void;
  readonly world: WorldAccess;
  readonly faults: FaultControl;
  /** Plants the seed again and forgets all calls and faults; the credentials stay. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

/** Starts the simulator on a port of the loopback interface. Throws if the port is taken. */
export async function createAwsSimulator(options: AwsSimulatorOptions): Promise<AwsSimulator> {
  const { clock, organization, quirks = {}, latencyMs = 0, port = 0 } = options;
  const now = () => clock.now();
  const hub = newHubSession(organization.hub);
  const plant = () => {
    const planted = buildWorld(organization, now());
    planted.sessions.set(hub.accessKeyId, hub);
    return planted;
  };
  let world = plant();
  const log = makeCallLog();
  const faults = makeFaults();
  const stale = makeStaleReads();
  const access = makeWorldAccess(() => world, now);
  const closing = new AbortController();
  const pause = (milliseconds: number) =>
    setTimeout(milliseconds, undefined, { signal: closing.signal }).catch(() => undefined);
  const handle = makeHandler({
    world: () => world,
    now,
    wallClock: Date.now,
    log,
    faults,
    stale,
    quirks,
    pause,
    latencyMs,
  });
  const server = await listen({ port, handle, control: makeControl({ log, faults, world: access }) });
  return {
    url: server.url,
    credentials: { accessKeyId: hub.accessKeyId, secretAccessKey: hub.secret, sessionToken: hub.token },
    environment: {
      AWS_ENDPOINT_URL: server.url,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: hub.accessKeyId,
      AWS_SECRET_ACCESS_KEY: hub.secret,
      AWS_SESSION_TOKEN: hub.token,
    },
    calls: log.calls,
    onCall: log.onCall,
    world: access,
    faults,
    reset() {
      world = plant();
      faults.clear();
      stale.clear();
      log.clear();
    },
    async close() {
      closing.abort();
      faults.clear();
      await server.close();
    },
  };
}

// The role is there because the bot runs "on an instance": its credentials are renewed for ever.
function newHubSession(hub: OrganizationSeed['hub']): RoleSession {
  return {
    accessKeyId: newId('ASIA'),
    secret: newSecretKey(),
    token: newSessionToken(),
    accountId: hub.accountId,
    roleName: hub.roleName,
    name: hub.sessionName,
    managedPolicies: [],
    tags: new Map(),
  };
}
