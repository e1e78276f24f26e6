import type { RequestId } from '../domain/ids.ts';
import { Step } from '../domain/step.ts';
import type { Connection } from './connection.ts';
import { storedJson } from './stored-json.ts';

/** The ledger of one request in the order of its plan: what was done first, then what was undone. */
export async function readSteps({ kysely }: Connection, requestId: RequestId): Promise<readonly Step[]> {
  const rows = await kysely
    .selectFrom('steps')
    .select('body')
    .where('request_id', '=', requestId)
    .orderBy('direction')
    .orderBy('stage')
    .orderBy('position')
    .execute();
  return rows.map((row) => Step.parse(row.body));
}

export async function saveStep({ kysely }: Connection, step: Step): Promise<void> {
  const columns = { touched_at: step.finishedAt ?? step.intendedAt, body: storedJson(step) };
  await kysely
    .insertInto('steps')
    .values({
      key: step.key,
      request_id: step.requestId,
      direction: step.direction,
      stage: step.stage,
      position: step.index,
      ...columns,
    })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(columns))
    .execute();
}
