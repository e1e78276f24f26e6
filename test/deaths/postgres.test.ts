import { describe } from 'node:test';
import { startPostgres } from '../store/postgres.ts';
import { type Base, serverBase } from '../workshop/base.ts';
import { diesEverywhere } from './all-actions.ts';

describe('a life ends at every moment of every action, on PostgreSQL', () => diesEverywhere(open, 'moments'));

async function open(): Promise<Base> {
  const server = await startPostgres();
  const base = await serverBase(await server.createDatabase());
  const close = async () => {
    await base.close();
    await server.stop();
  };
  return { ...base, close };
}
