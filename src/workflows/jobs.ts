import type { Job, QueueName } from '../domain/job.ts';

/** Runs SQL of another's making on the store's connection or inside its transaction. Parameters are `$1`, `$2`, … */
export interface SqlRunner {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/** What the store asks of a queue: jobs that are committed with the change that made them, or not at all. */
export interface JobSender {
  /** Inside the store's transaction. */
  send(tx: SqlRunner, jobs: readonly Job[]): Promise<void>;
  /** After its commit: this process's workers look at once instead of at their next poll. */
  nudge(queue: QueueName): void;
}
