import { loadConfig } from '../config/config.ts';
import { openDatabase } from '../store/database.ts';
import { createStore } from '../store/store.ts';
import { complain } from './command-line.ts';

type Opened = Awaited<ReturnType<typeof createStore>>;

/** What the running bot has stored, with its own key. The embedded database can only be read while the bot is stopped. */
export async function withStore(work: (store: Opened) => Promise<number>): Promise<number> {
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
    return await work(store);
  } finally {
    await store.close();
  }
}
