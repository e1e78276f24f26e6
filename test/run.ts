import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startPostgres } from './store/postgres.ts';

/**
 * `npm test`: everything, or the files named behind `--`. Two files at a time, since several of them start servers;
 * one PostgreSQL for all of them, each test with a database of its own.
 */
const files = process.argv.slice(2);
const postgres = await startPostgres();
const child = spawn(
  process.execPath,
  [
    '--test',
    '--test-concurrency=2',
    // What hangs is told apart from what is slow: the longest file takes some twenty minutes.
    '--test-timeout=2700000',
    '--test-reporter=spec',
    ...(files.length > 0 ? files : ['test/**/*.test.ts']),
  ],
  { stdio: 'inherit', env: { ...process.env, CHATELAINE_TEST_POSTGRES: postgres.url } },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
const [code] = (await once(child, 'exit')) as [number | null];
await postgres.stop();
process.exitCode = code ?? 1;
