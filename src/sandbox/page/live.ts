import type { ServerResponse } from 'node:http';
import type { AwsSimulator } from '../aws/simulator.ts';
import type { SandboxClock } from '../clock.ts';
import type { SlackSimulator } from '../slack/simulator.ts';
import { faces } from './faces.ts';
import { faultPresets, waitingFaults } from './fault-presets.ts';
import { type StoryCast, story } from './story.ts';
import type { LiveEvents } from './wire.ts';

export interface Live {
  /** Streams what this person sees, until the browser leaves. */
  open(userId: string, response: ServerResponse): void;
  /** Something changed that the simulators do not tell by themselves: faults, or the world by hand. */
  changed(): void;
  reset(): void;
  close(): void;
}

interface Viewer {
  readonly userId: string;
  readonly response: ServerResponse;
  /** The last event of each kind, so that nothing is sent twice. */
  readonly sent: Map<string, string>;
}

const NEWEST_CALLS = 200;
const GATHER_MS = 40;
const HEARTBEAT_MS = 20_000;

/** The stream of changes (server-sent events). Changes within 40 ms go out together. */
export function makeLive(deps: {
  readonly slack: SlackSimulator;
  readonly aws: AwsSimulator;
  readonly clock: SandboxClock;
  readonly cast: StoryCast;
}): Live {
  const { slack, aws, clock } = deps;
  const viewers = new Set<Viewer>();
  let timer: NodeJS.Timeout | undefined;

  function send<Name extends keyof LiveEvents>(
    viewer: Viewer,
    name: Name,
    data: LiveEvents[Name],
    slot?: string,
  ) {
    const text = JSON.stringify(data);
    if (slot !== undefined && viewer.sent.get(slot) === text) return;
    if (slot !== undefined) viewer.sent.set(slot, text);
    viewer.response.write(`event: ${name}\ndata: ${text}\n\n`);
  }

  function sendState(viewer: Viewer): void {
    if (slack.state.user(viewer.userId) === undefined) return;
    const now = clock.now().toISOString();
    // The time in both would make every event a new one; the clock is moved by its own listener.
    send(viewer, 'slack', { ...slack.snapshot(viewer.userId), now: '' }, 'slack');
    for (const account of overTheWire(aws.world.accounts()))
      send(viewer, 'account', account, `account ${account.id}`);
    const frame = {
      offsetMs: clock.offsetMs(),
      faces: faces(slack),
      story: story({ slack, aws }, deps.cast),
      faults: waitingFaults(aws.faults),
    };
    const text = JSON.stringify(frame);
    if (viewer.sent.get('frame') === text) return;
    viewer.sent.set('frame', text);
    send(viewer, 'frame', { now, ...frame });
  }

  function changed(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const viewer of viewers) sendState(viewer);
    }, GATHER_MS);
  }

  const heartbeat = setInterval(() => {
    for (const { response } of viewers) response.write(': still here\n\n');
  }, HEARTBEAT_MS);
  heartbeat.unref();

  const stops = [
    slack.onChange(changed),
    clock.onAdvance(changed),
    aws.onCall((call) => {
      for (const viewer of viewers) send(viewer, 'call', overTheWire(call));
      changed();
    }),
  ];

  return {
    open(userId, response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      const viewer = { userId, response, sent: new Map<string, string>() };
      viewers.add(viewer);
      response.on('close', () => viewers.delete(viewer));
      send(viewer, 'setup', {
        workspace: slack.workspace.team.name,
        shortcuts: slack.workspace.app.shortcuts,
        faultPresets: faultPresets.map(({ id, title, text }) => ({ id, title, text })),
      });
      sendState(viewer);
      for (const call of aws.calls.slice(-NEWEST_CALLS)) send(viewer, 'call', overTheWire(call));
    },
    changed,
    reset() {
      for (const viewer of viewers) {
        viewer.sent.clear();
        send(viewer, 'reset', { at: clock.now().toISOString() });
        sendState(viewer);
      }
    },
    close() {
      for (const stop of stops) stop();
      clearInterval(heartbeat);
      clearTimeout(timer);
      for (const { response } of viewers) response.end();
    },
  };
}

function overTheWire<T>(value: T): import('./wire.ts').OverTheWire<T> {
  return JSON.parse(JSON.stringify(value));
}
