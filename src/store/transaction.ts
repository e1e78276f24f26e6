import type { AuditEvent } from '../domain/audit-event.ts';
import type { Job, QueueName } from '../domain/job.ts';
import type { JobSender } from '../workflows/jobs.ts';
import type { Transaction } from '../workflows/ports.ts';
import { saveAccountState, saveInventory } from './accounts.ts';
import { appendEvents } from './audit-append.ts';
import { addBulletin, endBulletin, saveBulletinPost } from './bulletins.ts';
import type { Connection } from './connection.ts';
import { sqlWithin } from './database.ts';
import { finishDelivery } from './deliveries.ts';
import { deleteDraft, lockDraft, saveDraft } from './drafts.ts';
import { resolveFindings, saveFindings, saveSnooze, saveWeeks } from './findings.ts';
import { saveOwnedUsers } from './owners.ts';
import { savePost } from './posts.ts';
import { makeReader } from './reader.ts';
import { makeRequestLocks } from './request-locks.ts';
import { saveRequest } from './requests.ts';
import { saveStep } from './steps.ts';

export interface OpenTransaction {
  readonly tx: Transaction;
  /** Writes what was held back. Call it last, before the commit; returns the queues that have new jobs after it, and the events. */
  finish(): Promise<{ readonly queues: readonly QueueName[]; readonly events: readonly AuditEvent[] }>;
}

/**
 * Audit events and jobs are held back to the end: their locks are shared by everybody, so they are taken in one order and
 * for as short as can be, and several of them cost one statement.
 */
export function makeTransaction(connection: Connection, jobs: JobSender): OpenTransaction {
  let events: AuditEvent[] = [];
  const written: AuditEvent[] = [];
  let toSend: Job[] = [];
  const reader = makeReader(connection);

  async function writeEvents(): Promise<void> {
    const held = events;
    events = [];
    written.push(...held);
    await appendEvents(connection, held);
  }

  const tx: Transaction = {
    ...reader,
    ...makeRequestLocks(connection),
    audit: async (of, limit) => {
      await writeEvents();
      return reader.audit(of, limit);
    },
    saveRequest: (request) => saveRequest(connection, request),
    saveStep: (step) => saveStep(connection, step),
    savePost: (row) => savePost(connection, row),
    lockDraft: (id) => lockDraft(connection, id),
    saveDraft: (draft) => saveDraft(connection, draft),
    deleteDraft: (id) => deleteDraft(connection, id),
    finishDelivery: (key) => finishDelivery(connection, key),
    saveAccountState: (state) => saveAccountState(connection, state),
    saveInventory: (inventory) => saveInventory(connection, inventory),
    saveFindings: (seen, now) => saveFindings(connection, seen, now),
    resolveFindings: (keys, now) => resolveFindings(connection, keys, now),
    saveWeeks: (weeks) => saveWeeks(connection, weeks),
    saveOwnedUsers: (accountId, users) => saveOwnedUsers(connection, accountId, users),
    snooze: (key, snooze) => saveSnooze(connection, key, snooze),
    addBulletin: (bulletin, now) => addBulletin(connection, bulletin, now),
    endBulletin: (id, end) => endBulletin(connection, id, end),
    saveBulletinPost: (post) => saveBulletinPost(connection, post),
    append: async (more) => void events.push(...more),
    enqueue: async (more) => void toSend.push(...more),
  };

  return {
    tx,
    finish: async () => {
      const sent = toSend;
      toSend = [];
      if (sent.length > 0) await jobs.send(sqlWithin(connection.kysely), sent);
      await writeEvents();
      return { queues: [...new Set(sent.map((job) => job.queue))], events: written };
    },
  };
}
