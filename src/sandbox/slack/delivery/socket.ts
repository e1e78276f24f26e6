import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Json } from '../model.ts';
import type { SocketControl } from '../simulator.ts';
import type { RawDelivery } from './delivery.ts';
import { ackTimeoutMs, type Sent, type Transport } from './transport.ts';

/** Slack's limit of Socket Mode connections for one app. */
const maxConnections = 10;
const pingEveryMs = 10_000;
const closeWithinMs = 1_000;

export interface SocketTransport extends Transport {
  readonly control: SocketControl;
  /** A single-use path with ticket, for `apps.connections.open`. */
  issuePath(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes the connections; breaks those that do not answer. */
  close(): Promise<void>;
}

interface Answer {
  readonly payload?: Json;
}

/** Delivers over WebSockets: hello, envelopes, acks, disconnect warnings; a payload goes to any connection. */
export function makeSocketTransport(deps: {
  readonly appId: string;
  nextId(prefix: string): string;
}): SocketTransport {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const waiting = new Map<string, (answer: Answer) => void>();
  const connectionListeners = new Set<() => void>();
  let connections: readonly WebSocket[] = [];
  let turn = 0;

  function greet(socket: WebSocket): void {
    connections = [...connections, socket];
    socket.on('close', () => {
      connections = connections.filter((one) => one !== socket);
    });
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as { envelope_id?: string; payload?: Json };
      const settle = message.envelope_id === undefined ? undefined : waiting.get(message.envelope_id);
      settle?.({ payload: message.payload ?? null });
    });
    const pings = setInterval(() => socket.ping(), pingEveryMs);
    pings.unref();
    socket.on('close', () => clearInterval(pings));
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: connections.length,
        debug_info: {
          host: 'applink-sandbox',
          started: '',
          build_number: 1,
          approximate_connection_time: 18_060,
        },
        connection_info: { app_id: deps.appId },
      }),
    );
    for (const listener of [...connectionListeners]) listener();
  }

  function sendEnvelope(envelopeId: string, body: string, timeoutMs: number): Promise<Sent> {
    const socket = connections[turn % Math.max(connections.length, 1)];
    turn += 1;
    if (socket === undefined) return Promise.resolve({ headers: {}, body, failure: 'dispatch_failed' });
    const started = performance.now();
    return new Promise((resolve) => {
      const finish = (sent: Sent) => {
        clearTimeout(timer);
        socket.off('close', lost);
        waiting.delete(envelopeId);
        resolve(sent);
      };
      const lost = () => finish({ headers: {}, body, failure: 'dispatch_failed' });
      const timer = setTimeout(() => finish({ headers: {}, body, failure: 'operation_timeout' }), timeoutMs);
      socket.on('close', lost);
      waiting.set(envelopeId, (answer) => {
        const ack = { status: 200, body: answer.payload ?? null, latencyMs: performance.now() - started };
        finish({ headers: {}, body, ack });
      });
      socket.send(body);
    });
  }

  const disconnect = (reason: string) =>
    JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-sandbox' } });
  const chosen = (index?: number) =>
    index === undefined ? connections : connections.slice(index, index + 1);

  return {
    send(raw, options) {
      const envelopeId = deps.nextId('Env');
      const body = JSON.stringify({
        envelope_id: envelopeId,
        ...(raw.kind === 'event'
          ? { retry_attempt: options.retry?.num ?? 0, retry_reason: options.retry?.reason ?? '' }
          : {}),
        accepts_response_payload: raw.kind !== 'event',
        type: envelopeType(raw),
        payload: raw.payload,
      });
      return sendEnvelope(envelopeId, body, options.timeoutMs ?? ackTimeoutMs);
    },
    resend(earlier, options) {
      const { envelope_id } = JSON.parse(earlier.body) as { envelope_id: string };
      return sendEnvelope(envelope_id, earlier.body, options.timeoutMs ?? ackTimeoutMs);
    },
    issuePath() {
      const ticket = deps.nextId('ticket-');
      tickets.add(ticket);
      return `/link?ticket=${ticket}&app_id=${deps.appId}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://slack').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket) || connections.length >= maxConnections) {
        socket.end('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, greet);
    },
    control: {
      connections: () => connections.length,
      connected(count = 1) {
        if (connections.length >= count) return Promise.resolve();
        return new Promise((resolve) => {
          const check = () => {
            if (connections.length < count) return;
            connectionListeners.delete(check);
            resolve();
          };
          connectionListeners.add(check);
        });
      },
      warn(index) {
        for (const socket of chosen(index)) socket.send(disconnect('warning'));
      },
      refresh(index) {
        for (const socket of chosen(index)) {
          socket.send(disconnect('refresh_requested'));
          socket.close();
        }
      },
      drop(index) {
        for (const socket of chosen(index)) socket.terminate();
      },
    },
    async close() {
      // Gracefully: Slack's client keeps its process alive for 30 s when a closing handshake is cut off.
      await Promise.all(connections.map(closed));
      server.close();
    },
  };
}

function closed(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => socket.terminate(), closeWithinMs);
    socket.once('close', () => {
      clearTimeout(impatience);
      resolve();
    });
    socket.close();
  });
}

function envelopeType(raw: RawDelivery): string {
  if (raw.kind === 'command') return 'slash_commands';
  return raw.kind === 'event' ? 'events_api' : 'interactive';
}
