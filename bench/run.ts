import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';
import { draw, megabytes, type Report } from './report.ts';

/** `npm run bench`: all of them, or the ones that are named. */
const benches: Readonly<Record<string, () => Promise<Report>>> = {
  click: async () => (await import('./click/click.bench.ts')).click(),
  execute: async () => (await import('./execute/execute.bench.ts')).execute(),
  start: async () => (await import('./start/start.bench.ts')).start(),
  judge: async () => (await import('./judge/judge.bench.ts')).judgeBench(),
  findings: async () => (await import('./findings/findings.bench.ts')).findings(),
  scan: async () => (await import('./scan/scan.bench.ts')).scan(),
  memory: async () => (await import('./memory/memory.bench.ts')).memory(),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.\n`,
  );
  process.exit(2);
}
// An interruption takes the processes that were started with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

const [load = 0] = loadavg();
process.stdout.write(
  `${new Date().toISOString().slice(0, 10)} · Node ${process.versions.node} · ${platform()} ${arch()} · ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'} · ${megabytes(totalmem())}\n`,
);
if (load > 1) process.stdout.write(`The machine is busy (load ${load.toFixed(1)}): expect worse numbers.\n`);
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stdout.write(draw(await bench()));
}
