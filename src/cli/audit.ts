import { loadConfig } from '../config/config.ts';
import { openDatabase } from '../store/database.ts';
import { createStore } from '../store/store.ts';
import { type CommandLine, complain, say } from './command-line.ts';

/** Reads the chain with the running bot's own key. The embedded database can only be read while the bot is stopped. */
export const audit: CommandLine = async ([what = 'verify']) => {
  if (what !== 'verify' && what !== 'export') {
    complain(`There is no “audit ${what}”. It is: audit verify, or audit export.`);
    return 2;
  }
  const loaded = loadConfig(process.env);
  if (!loaded.ok) {
    complain(`This is missing or wrong:\n${loaded.problems.map((problem) => `  · ${problem}`).join('\n')}`);
    return 1;
  }
  const { environment } = loaded.config;
  const database = await openDatabase({
    url: environment.DATABASE_URL,
    dataDir: environment.CHATELAINE_DATA_DIR,
  });
  const nobody = { send: async () => undefined, nudge: () => undefined };
  const store = await createStore({ database, auditKey: environment.CHATELAINE_SECRET, jobs: nobody });
  try {
    if (what === 'export') {
      for await (const entry of store.exportAudit()) say(JSON.stringify(entry));
      return 0;
    }
    const verdict = await store.verifyAudit();
    if (verdict.ok) {
      say(`The audit chain is whole: ${verdict.entries} entries, head ${verdict.head}.`);
      return 0;
    }
    complain(`The audit chain is broken at entry ${verdict.brokenAt} of ${verdict.entries}: ${verdict.why}`);
    return 1;
  } finally {
    await store.close();
  }
};
