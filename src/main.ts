#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import type { CommandLine } from './cli/command-line.ts';

/** Each command in a file of its own, loaded when it is asked for: the bot's start doesn't wait for the sandbox's code. */
const commands: Readonly<
  Record<string, { readonly usage: string; readonly does: string; load(): Promise<CommandLine> }>
> = {
  start: {
    usage: 'start',
    does: 'run the bot with the environment and chatelaine.yaml',
    load: async () => (await import('./cli/start.ts')).start,
  },
  sandbox: {
    usage: 'sandbox [--port 3210] [--socket]',
    does: 'run the bot against a simulated Slack and AWS, on one page',
    load: async () => (await import('./cli/sandbox.ts')).sandbox,
  },
  doctor: {
    usage: 'doctor',
    does: 'check tokens, scopes, channels, groups, roles, database and clock',
    load: async () => (await import('./cli/doctor.ts')).doctor,
  },
  digest: {
    usage: 'digest --dry-run [--channel C0…]',
    does: 'print what each channel would be told now, and post nothing',
    load: async () => (await import('./cli/digest.ts')).digest,
  },
  scan: {
    usage: 'scan [--json | --csv] [--fail-on high]',
    does: 'look at every account and say what is stale; needs no Slack',
    load: async () => (await import('./cli/scan.ts')).scan,
  },
  audit: {
    usage: 'audit verify | audit export',
    does: 'verify the audit chain, or write it as JSON Lines',
    load: async () => (await import('./cli/audit.ts')).audit,
  },
  snapshot: {
    usage: 'snapshot IAM-42',
    does: 'print what a user was that this request offboarded, as JSON without secrets',
    load: async () => (await import('./cli/snapshot.ts')).snapshot,
  },
  schema: {
    usage: 'schema',
    does: 'print the JSON Schema of chatelaine.yaml, for editors',
    load: async () => (await import('./cli/schema.ts')).schema,
  },
};

// A third of the start is reading code. Beside the packages, where nobody can write who couldn't change them, too;
// where it can't be written it is left out.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'chatelaine'));

const [name = 'help', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) {
  const run = await command.load();
  process.exitCode = await run(args);
} else {
  const known = Object.values(commands).map(({ usage, does }) => `  ${usage.padEnd(38)} ${does}`);
  const asked = name === 'help' ? '' : `There is no command “${name}”.\n\n`;
  process.stdout.write(
    `${asked}Chatelaine keeps the keys of a house: AWS IAM users, from Slack.\n\n${known.join('\n')}\n`,
  );
  process.exitCode = name === 'help' ? 0 : 2;
}
