import { PGlite } from '@electric-sql/pglite';
import { answerQuestions } from '../process/child.ts';

/** A process that has opened the embedded database and does nothing else. */
const handlers = {
  async open(dataDir: string): Promise<void> {
    const pglite = await PGlite.create({ dataDir });
    await pglite.query('select 1');
  },
};

export type BareDatabase = typeof handlers;
answerQuestions(handlers);
