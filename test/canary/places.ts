import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DatabaseOptions, openDatabase } from '../../src/store/database.ts';
import { createStore } from '../../src/store/store.ts';
import type { Stage } from '../e2e/story.ts';

/** Everything that a run leaves behind in Slack and in the log, by the name of the place. */
export function leftBehind(stage: Stage): ReadonlyMap<string, string> {
  const { slack, aws } = stage;
  return new Map([
    ['the log at level trace', stage.logged.join('')],
    ['Slack calls and their answers', JSON.stringify(slack.calls)],
    ['deliveries, acknowledgements and views', JSON.stringify(slack.deliveries)],
    [
      'what people see in Slack',
      JSON.stringify(
        slack.state
          .users()
          .filter(({ isBot }) => isBot !== true)
          .map(({ id }) => slack.snapshot(id)),
      ),
    ],
    ['ephemerals', JSON.stringify(slack.state.users().map(({ id }) => slack.state.ephemerals(id)))],
    ['AWS calls as the sandbox shows them', JSON.stringify(aws.calls)],
  ]);
}

/** Every row of every table, those of the queue included, as text; and the audit export. Call it when the app has stopped. */
export async function databaseDump(place: DatabaseOptions): Promise<string> {
  const database = await openDatabase(place);
  const tables = await database.sql.executeSql(
    `select table_schema || '."' || table_name || '"' as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const rows: string[] = [];
  for (const { name } of tables.rows) {
    const dumped = await database.sql.executeSql(`select to_jsonb(t)::text as row from ${String(name)} t`);
    rows.push(`${String(name)}\n`, ...dumped.rows.map(({ row }) => String(row)));
  }
  const jobs = { send: async () => undefined, nudge: () => undefined };
  const store = await createStore({ database, auditKey: 'only read here', jobs }).catch(() => undefined);
  if (store) for await (const entry of store.exportAudit()) rows.push(JSON.stringify(entry));
  await (store ?? database).close();
  return rows.join('\n');
}

/** The bytes of every file of an embedded database, its write-ahead log included. */
export function databaseFiles(directory: string): readonly Buffer[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}
