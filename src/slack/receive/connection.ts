import { WebSocket } from 'ws';

/** One Socket Mode connection after its hello. */
export interface Connection {
  /** Resolves when a replacement is wanted: Slack gave notice, or the connection is gone. */
  readonly leaving: Promise<void>;
  readonly closed: Promise<void>;
  /** Closes if Slack has not done so by then. */
  closeAfter(milliseconds: number): void;
  /** Closes as soon as nothing waits for its acknowledgement any more, after `graceMs` at the latest. */
  retire(graceMs: number): Promise<void>;
}

export interface Envelope {
  readonly envelope_id: string;
  readonly type: string;
  readonly payload: Record<string, unknown>;
  readonly retry_attempt?: number;
  readonly retry_reason?: string;
}

const helloWithinMs = 10_000;
/** Slack pings at least every half a minute; silence for longer means that the line is dead. */
const silentForMs = 75_000;

/** Resolves after Slack’s hello. `handle` gets each envelope; what it resolves with is sent as its acknowledgement. */
export function openConnection(
  url: string,
  handle: (envelope: Envelope, acknowledge: (payload: unknown) => Promise<void>) => Promise<void>,
): Promise<Connection> {
  const socket = new WebSocket(url, { handshakeTimeout: helloWithinMs });
  const { promise: leaving, resolve: leave } = Promise.withResolvers<void>();
  const { promise: closed, resolve: close } = Promise.withResolvers<void>();
  const pending = new Set<Promise<void>>();
  let silence: NodeJS.Timeout | undefined;

  const alive = () => {
    clearTimeout(silence);
    silence = setTimeout(() => socket.terminate(), silentForMs);
  };
  const acknowledge = (envelopeId: string) => (payload: unknown) =>
    new Promise<void>((resolve, reject) => {
      const message =
        payload === undefined ? { envelope_id: envelopeId } : { envelope_id: envelopeId, payload };
      socket.send(JSON.stringify(message), (error) => (error ? reject(error) : resolve()));
    });

  return new Promise((resolve, reject) => {
    const greeting = setTimeout(() => socket.terminate(), helloWithinMs);
    const connection: Connection = {
      leaving,
      closed,
      closeAfter(milliseconds) {
        const timer = setTimeout(() => socket.close(), milliseconds);
        void closed.then(() => clearTimeout(timer));
      },
      async retire(graceMs) {
        const grace = new Promise<void>((done) => setTimeout(done, graceMs).unref());
        await Promise.race([Promise.allSettled(pending), grace]);
        socket.close();
      },
    };
    socket.on('ping', alive);
    socket.on('message', (data) => {
      alive();
      const message = read(String(data));
      if (message.type === 'hello') {
        clearTimeout(greeting);
        return resolve(connection);
      }
      if (message.type === 'disconnect') return leave();
      if (!isEnvelope(message)) return;
      const work = handle(message, acknowledge(message.envelope_id)).finally(() => pending.delete(work));
      pending.add(work);
    });
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(greeting);
      clearTimeout(silence);
      reject(new Error('Slack closed the connection before its hello.'));
      leave();
      close();
    });
  });
}

function read(text: string): Record<string, unknown> {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? { ...message } : {};
  } catch {
    return {};
  }
}

function isEnvelope(message: Record<string, unknown>): message is Record<string, unknown> & Envelope {
  return (
    typeof message.envelope_id === 'string' && typeof message.payload === 'object' && message.payload !== null
  );
}
