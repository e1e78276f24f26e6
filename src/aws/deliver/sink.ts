import type { AccessKeyId } from '../../domain/ids.ts';
import type { FailureCode } from '../../domain/outcome.ts';
import type { HandOver } from '../../domain/step.ts';

/** A new key with its secret. Lives between AWS's answer and the sink, and is never put into anything else. */
export interface SecretKey {
  readonly accessKeyId: AccessKeyId;
  readonly secretAccessKey: string;
}

export type SinkState =
  | { readonly kind: 'free' }
  /** It has the secret of a key that this very request made. */
  | { readonly kind: 'holds'; readonly accessKeyId: AccessKeyId; readonly handOver: HandOver }
  | SinkTrouble;

export type SinkTrouble =
  | { readonly kind: 'temporary'; readonly reason: string; readonly afterMs: number }
  | { readonly kind: 'refused'; readonly code: FailureCode; readonly message: string };

export type Delivered = { readonly kind: 'delivered'; readonly handOver: HandOver } | SinkTrouble;

/** Where a secret goes. */
export interface Sink {
  /** Whether it can take a secret, asked before a key is made. */
  look(): Promise<SinkState>;
  /** Takes the secret. Its failures are values in words that never repeat what was sent. */
  deliver(key: SecretKey): Promise<Delivered>;
  /** Removes what this request put there, if anything; `left` when something there isn't this request's. */
  withdraw(): Promise<'gone' | 'left'>;
}

/** The secret as its owner finds it. */
export function payload({ accessKeyId, secretAccessKey }: SecretKey): string {
  return JSON.stringify({ accessKeyId, secretAccessKey });
}
