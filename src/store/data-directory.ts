import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** The embedded database is for one process: two that open the same files destroy them. */
export interface DataDirectory {
  readonly databasePath: string;
  release(): Promise<void>;
}

export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse';
}

/**
 * Makes the directory and holds it until released. A lock left by a process that is gone is taken over.
 * Throws `DataDirectoryInUse` naming the process that holds it and what to do.
 */
export async function holdDataDirectory(directory: string): Promise<DataDirectory> {
  const path = resolve(directory);
  await mkdir(path, { recursive: true, mode: 0o700 });
  const lock = join(path, 'lock');
  for (let attempt = 1; !(await create(lock)); attempt++) {
    const found = await readFile(lock, 'utf8').catch(() => '');
    const holder = parseHolder(found);
    if (holder !== undefined && (await isRunning(holder))) {
      throw new DataDirectoryInUse(
        `${path} is in use by process ${holder.pid}. Stop that process, or set CHATELAINE_DATA_DIR to another directory.`,
      );
    }
    if (attempt === 5) throw new DataDirectoryInUse(`${lock} can’t be taken. Remove it if nothing uses it.`);
    await removeStale(lock, found);
  }
  return { databasePath: join(path, 'database'), release: () => rm(lock, { force: true }) };
}

interface Holder {
  readonly pid: number;
  /** When the process started, in the kernel's words: tells it from a later one with the same id. */
  readonly started?: string;
}

/** Written beside and linked into place, so that nobody ever reads half a lock. */
async function create(lock: string): Promise<boolean> {
  const draft = `${lock}.${process.pid}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify({ pid: process.pid, started: await startOf(process.pid) }), {
    mode: 0o600,
  });
  try {
    await link(draft, lock);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Moves the lock away first: of two processes that found it stale only one gets it, and a fresh one is put back. */
async function removeStale(lock: string, judged: string): Promise<void> {
  const aside = `${lock}.${process.pid}.${randomUUID()}`;
  await rename(lock, aside).catch(() => undefined);
  const moved = await readFile(aside, 'utf8').catch(() => judged);
  if (moved !== judged) await link(aside, lock).catch(() => undefined);
  await rm(aside, { force: true });
}

function parseHolder(text: string): Holder | undefined {
  try {
    const holder: unknown = JSON.parse(text);
    if (typeof holder !== 'object' || holder === null || !('pid' in holder)) return undefined;
    if (typeof holder.pid !== 'number') return undefined;
    const started = 'started' in holder && typeof holder.started === 'string' ? holder.started : undefined;
    return started === undefined ? { pid: holder.pid } : { pid: holder.pid, started };
  } catch {
    return undefined;
  }
}

async function isRunning(holder: Holder): Promise<boolean> {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it runs, but as somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const started = await startOf(holder.pid);
  return holder.started === undefined || started === undefined || holder.started === started;
}

/** Field 22 of /proc/<pid>/stat. In a container every process is number 1 after a restart, so the id alone won't do. */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  const ticks = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return ticks === undefined ? undefined : `${boot.trim()}/${ticks}`;
}
