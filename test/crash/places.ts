import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../store/postgres.ts';
import type { Place } from './evidence.ts';
import { beginLife } from './life.ts';
import { createWorld } from './world.ts';

/** Databases for one world each, as the app leaves them after its first start: to make one anew takes seconds. */
export interface Places {
  fresh(): Promise<Place>;
  /** The world is over. */
  discard(place: Place): Promise<void>;
  close(): Promise<void>;
}

export async function embeddedPlaces(): Promise<Places> {
  const home = await mkdtemp(join(tmpdir(), 'chatelaine-crash-'));
  const template = join(home, 'template');
  await firstStart({ dataDir: template });
  return {
    async fresh() {
      const dataDir = await mkdtemp(join(home, 'world-'));
      await cp(template, dataDir, { recursive: true });
      return { dataDir };
    },
    discard: async ({ dataDir }) => {
      if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true });
    },
    close: () => rm(home, { recursive: true, force: true }),
  };
}

export async function postgresPlaces(): Promise<Places> {
  const postgres = await startPostgres();
  const template = new URL(await postgres.createDatabase());
  await firstStart({ url: template.href });
  const admin = new pg.Pool({ connectionString: postgres.url, max: 1 });
  const nameOf = (url: URL) => url.pathname.slice(1);
  let made = 0;
  return {
    async fresh() {
      const url = new URL(template);
      made += 1;
      url.pathname = `${nameOf(template)}_${made}`;
      await admin.query(`create database ${nameOf(url)} template ${nameOf(template)} strategy file_copy`);
      return { url: url.href };
    },
    discard: async ({ url }) => {
      if (url !== undefined) await admin.query(`drop database ${nameOf(new URL(url))} with (force)`);
    },
    async close() {
      await admin.end();
      await postgres.stop();
    },
  };
}

async function firstStart(place: Place): Promise<void> {
  const world = await createWorld(place, beginLife);
  try {
    await world.launch();
    await world.end();
  } finally {
    await world.close();
  }
}
