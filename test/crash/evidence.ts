import type { ChangeRequest } from '../../src/domain/change-request.ts';
import type { Step } from '../../src/domain/step.ts';
import { people } from '../../src/sandbox/workspace.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createStore } from '../../src/store/store.ts';
import type { AuditEntry, AuditVerdict, Delivery, PostRow } from '../../src/workflows/ports.ts';

/** Where the app keeps its database: a server, or a directory of the embedded one. */
export type Place =
  | { readonly url: string; readonly dataDir?: undefined }
  | { readonly dataDir: string; readonly url?: undefined };

/** What the database says when everything is over. */
export interface Evidence {
  readonly requests: readonly ChangeRequest[];
  readonly steps: readonly Step[];
  readonly posts: readonly PostRow[];
  readonly audit: readonly AuditEntry[];
  readonly verdict: AuditVerdict;
  readonly unfinished: readonly Delivery[];
  readonly unannounced: readonly string[];
}

/** Reads the database of an app that has stopped. */
export async function readEvidence(place: Place, auditKey: string): Promise<Evidence> {
  const store = await createStore({
    database: await openDatabase(place),
    auditKey,
    jobs: { send: async () => undefined, nudge: () => undefined },
  });
  try {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const audit: AuditEntry[] = [];
    for await (const entry of store.exportAudit()) audit.push(entry);
    const verdict = await store.verifyAudit();
    return await store.read(async (reader) => {
      const requests = await reader.requestsBy(people.requester as ChangeRequest['requestedBy'], 1000);
      const each = async <T>(of: (id: ChangeRequest['id']) => Promise<readonly T[]>) =>
        (await Promise.all(requests.map(({ id }) => of(id)))).flat();
      return {
        requests,
        steps: await each((id) => reader.steps(id)),
        posts: await each((id) => reader.posts(id)),
        audit,
        verdict,
        unfinished: await reader.unfinishedDeliveries(later, 100),
        unannounced: await reader.unannouncedRequests(later, 100),
      };
    });
  } finally {
    await store.close();
  }
}
