import type { AccountId, RequestId } from './ids.ts';

/** Work that follows a commit. A job names a row; it never carries what the row says. Any job may arrive 0..n times. */
export type Job =
  | { readonly queue: 'execute'; readonly requestId: RequestId }
  | { readonly queue: 'announce'; readonly requestId: RequestId }
  /** The user of a request that has ended is read again. */
  | { readonly queue: 'refresh'; readonly requestId: RequestId }
  | { readonly queue: 'scan'; readonly accountId: AccountId }
  | { readonly queue: 'publish'; readonly bulletinId: string };
export type QueueName = Job['queue'];
export const queueNames: readonly QueueName[] = ['execute', 'announce', 'refresh', 'scan', 'publish'];

/** What a job is about: one of these is worked on once at a time. */
export function keyOf(job: Job): string {
  switch (job.queue) {
    case 'execute':
    case 'announce':
    case 'refresh':
      return job.requestId;
    case 'scan':
      return job.accountId;
    case 'publish':
      return job.bulletinId;
  }
}
