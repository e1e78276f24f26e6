import type { RequestId } from './ids.ts';

/** Work that follows a commit. A job names a row; it never carries what the row says. Any job may arrive 0..n times. */
export type Job =
  | { readonly queue: 'execute'; readonly requestId: RequestId }
  | { readonly queue: 'announce'; readonly requestId: RequestId };
export type QueueName = Job['queue'];
export const queueNames: readonly QueueName[] = ['execute', 'announce'];
