import type { SandboxClock } from '../clock.ts';
import { makeAdministration } from './administration.ts';
import { makeCallJournal } from './call-journal.ts';
import type { Core } from './core.ts';
import type { Delivery, DeliveryOptions, RawDelivery } from './delivery/delivery.ts';
import { makeHttpTransport } from './delivery/http.ts';
import { makePostOffice } from './delivery/post-office.ts';
import { makeSocketTransport } from './delivery/socket.ts';
import { makeEvents, slackRetryDelaysMs } from './events.ts';
import { type Faults, makeFaults } from './faults.ts';
import type { JsonObject, SlackUser, WorkspaceSeed } from './model.ts';
import { makePerson } from './person/make-person.ts';
import type { Person } from './person.ts';
import { readState, snapshotFor } from './read-state.ts';
import { makeResponseUrls } from './response-urls.ts';
import { listen, makeServer } from './server.ts';
import type { SlackState, Snapshot } from './state.ts';
import { makeTriggers } from './triggers.ts';
import { waitForChange } from './wait-for-change.ts';
import { makeRates } from './web-api/rates.ts';
import { makeWorld } from './world.ts';

export type DeliveryTarget =
  /** Signed POSTs to the app's one endpoint, as `http://127.0.0.1:3000/slack/events`. */
  { readonly mode: 'http'; readonly url: string | (() => string) } | { readonly mode: 'socket' };

export interface SlackSimulatorOptions {
  /** For message timestamps and what people see. The limits of 3 seconds run on real time. */
  readonly clock: Pick<SandboxClock, 'now'>;
  readonly workspace: WorkspaceSeed;
  readonly delivery: DeliveryTarget;
  /** Default: any free port. */
  readonly port?: number;
  /** Holds `chat.postMessage` to one message a second and channel. Default off. */
  readonly strictRates?: boolean;
  /** Real milliseconds before each retry of an unacknowledged event. Default Slack's: at once, 1 and 5 minutes. */
  readonly eventRetryDelaysMs?: readonly number[];
}

export interface WebApiCall {
  readonly id: number;
  readonly method: string;
  readonly args: JsonObject;
  readonly at: string;
  /** Absent while the call is held or when it was cut off. */
  readonly answer?: JsonObject;
  readonly status?: number;
  /** The fault that it met. */
  readonly fault?: string;
  /** Whether the call took effect. */
  readonly applied: boolean;
}

export interface SocketControl {
  /** Number of open Socket Mode connections. */
  connections(): number;
  /** Resolves when at least this many connections are open. */
  connected(count?: number): Promise<void>;
  /** Sends `disconnect: warning` on the n-th connection (or each); Slack closes it about 10 s later. */
  warn(index?: number): void;
  /** Sends `disconnect: refresh_requested` and closes. */
  refresh(index?: number): void;
  /** Breaks the TCP connections without a word. */
  drop(index?: number): void;
}

export interface SlackSimulator {
  /** `http://127.0.0.1:<port>/api/`, for SLACK_API_URL. */
  readonly apiUrl: string;
  readonly workspace: WorkspaceSeed;
  readonly calls: readonly WebApiCall[];
  /** Called when a call has been answered (or cut off). Returns the way to stop listening. */
  onCall(listener: (call: WebApiCall) => void): () => void;
  as(userId: string): Person;
  readonly state: SlackState;
  /** What one person's client shows, JSON-able. */
  snapshot(userId: string): Snapshot;
  /** Something visible changed. */
  onChange(listener: () => void): () => void;
  /** Resolves with the first defined answer, looked for at each change; rejects after `timeoutMs` (default 5,000). */
  waitFor<T>(find: () => T | undefined | false, options?: { timeoutMs?: number; what?: string }): Promise<T>;
  readonly faults: Faults;

  readonly deliveries: readonly Delivery[];
  /** Sends a payload as it is, true or not. Never throws for what the app answers. */
  deliver(raw: RawDelivery, options?: DeliveryOptions): Promise<Delivery>;
  /** Sends an earlier payload again, newly signed; or, with `exact`, the very same bytes and headers. */
  redeliver(id: string, options?: DeliveryOptions & { readonly exact?: boolean }): Promise<Delivery>;
  /** Keeps what people and events send until `release`, which delivers it in the given order. */
  holdDeliveries(): { release(order?: 'as-sent' | 'reversed'): Promise<void> };
  /** Makes the next attempt of each event that was not acknowledged (at most three), without waiting. */
  retryEvents(): Promise<readonly Delivery[]>;
  /** Resolves when no delivery is under way. */
  idle(): Promise<void>;
  /** Points HTTP delivery somewhere else: the app was restarted. */
  setDeliveryUrl(url: string): void;
  readonly socket: SocketControl;

  addUser(user: SlackUser): Promise<void>;
  setDeactivated(userId: string, deactivated?: boolean): Promise<void>;
  setGuest(userId: string, kind: 'full' | 'guest' | 'single-channel-guest'): Promise<void>;
  setGroupMembers(groupId: string, userIds: readonly string[]): Promise<void>;
  setGroupDisabled(groupId: string, disabled: boolean): Promise<void>;
  shareChannel(channelId: string, state: 'shared' | 'pending' | 'unshared'): Promise<void>;
  setChannelMembers(channelId: string, userIds: readonly string[]): Promise<void>;
  revokeTokens(): void;
  /** Back to the seed: no messages, views, calls, deliveries or faults. Connections stay. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts a simulated workspace on 127.0.0.1. Rejects when the port is taken. */
export async function createSlackSimulator(options: SlackSimulatorOptions): Promise<SlackSimulator> {
  const world = makeWorld(options.workspace, () => options.clock.now());
  const { app, team } = options.workspace;
  let baseUrl = '';
  let deliveryUrl = options.delivery.mode === 'http' ? options.delivery.url : '';
  const socket = makeSocketTransport({ appId: app.appId, nextId: world.nextId });
  const transport =
    options.delivery.mode === 'socket'
      ? socket
      : makeHttpTransport({
          signingSecret: app.signingSecret,
          url: () => (typeof deliveryUrl === 'string' ? deliveryUrl : deliveryUrl()),
        });

  const postOffice = makePostOffice({ transport, nextId: world.nextId });
  const events = makeEvents({
    world,
    postOffice,
    retryDelaysMs: options.eventRetryDelaysMs ?? slackRetryDelaysMs,
  });
  const core: Core = {
    world,
    postOffice,
    events,
    triggers: makeTriggers({ teamId: team.id, nextId: world.nextId, realNow: () => Date.now() }),
    responseUrls: makeResponseUrls(world, () => baseUrl),
    baseUrl: () => baseUrl,
    openSocketUrl: () =>
      options.delivery.mode === 'socket'
        ? `${baseUrl.replace('http', 'ws')}${socket.issuePath()}`
        : undefined,
  };

  const faults = makeFaults();
  const journal = makeCallJournal();
  const rates = makeRates(options.strictRates === true, () => Date.now());
  const server = makeServer({ core, faults, rates, record: journal.record });
  server.on('upgrade', socket.upgrade);
  baseUrl = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;

  const state = readState(world);
  return {
    apiUrl: `${baseUrl}/api/`,
    workspace: options.workspace,
    calls: journal.calls,
    onCall: journal.onCall,
    as: (userId) => makePerson(core, state, userId),
    state,
    snapshot: (userId) => snapshotFor(world, state, userId),
    onChange: world.onChange,
    waitFor: (find, waiting) => waitForChange([world.onChange, journal.onCall], find, waiting),
    faults,
    deliveries: postOffice.deliveries,
    deliver: postOffice.sendNow,
    redeliver: postOffice.redeliver,
    holdDeliveries: postOffice.hold,
    retryEvents: events.retryNow,
    idle: postOffice.idle,
    setDeliveryUrl(url) {
      deliveryUrl = url;
    },
    socket: socket.control,
    ...makeAdministration(core),
    reset() {
      faults.clear();
      events.stop();
      postOffice.reset();
      journal.reset();
      world.reset();
    },
    async close() {
      faults.clear();
      events.stop();
      await socket.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
