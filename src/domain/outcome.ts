import type { AwsCall, Preparation, Produced } from './step.ts';

/** Why AWS said no for good, in the bot's own words; `aws/errors` maps AWS's codes to these. */
export type FailureCode =
  | 'access-denied'
  | 'account-unreachable'
  | 'already-exists'
  | 'conflict'
  | 'gone'
  | 'invalid'
  | 'limit'
  | 'mismatch'
  | 'secret-lost'
  | 'unavailable'
  | 'wrong-account';

/** What an operation came to. `message` and `reason` are sentences for people, never with a secret. */
export type Outcome =
  | {
      readonly kind: 'done' | 'already-done';
      readonly calls: readonly AwsCall[];
      readonly produced?: Produced;
      /** What was left as it is, and why: a group that others have joined, a secret that isn't ours. */
      readonly note?: string;
    }
  | {
      readonly kind: 'retry';
      readonly reason: string;
      readonly afterMs?: number;
      readonly calls: readonly AwsCall[];
    }
  | {
      readonly kind: 'failed';
      readonly code: FailureCode;
      readonly message: string;
      readonly calls: readonly AwsCall[];
    };

export type Prepared =
  | { readonly kind: 'ready'; readonly preparation: Preparation; readonly calls: readonly AwsCall[] }
  | Exclude<Outcome, { kind: 'done' | 'already-done' }>;

/** A read that AWS may refuse: why it could not be had, in words. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: FailureCode; readonly message: string; readonly temporary: boolean };
