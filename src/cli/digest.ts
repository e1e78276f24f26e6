import { parseArgs } from 'node:util';
import { createAws } from '../aws/clients.ts';
import { loadConfig } from '../config/config.ts';
import type { BulletinMessage } from '../domain/bulletin.ts';
import { lineOf, totalOf } from '../domain/digest.ts';
import { ChannelId } from '../domain/ids.ts';
import { digestChannels } from '../domain/routing.ts';
import { makeLog } from '../log.ts';
import { openDatabase } from '../store/database.ts';
import { createStore } from '../store/store.ts';
import { digestFor } from '../workflows/digests.ts';
import { type CommandLine, complain, say } from './command-line.ts';

/** What each channel would be told now, from what the last looks found. The embedded database can only be read while the bot is stopped. */
export const digest: CommandLine = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { 'dry-run': { type: 'boolean', default: false }, channel: { type: 'string' } },
  });
  if (!values['dry-run']) {
    complain('The running bot posts digests by itself, each once. To see one here: digest --dry-run');
    return 2;
  }
  const loaded = loadConfig(process.env);
  if (!loaded.ok) {
    complain(`This is missing or wrong:\n${loaded.problems.map((problem) => `  · ${problem}`).join('\n')}`);
    return 1;
  }
  const { environment, house, aws: settings } = loaded.config;
  const channels = values.channel === undefined ? digestChannels(house) : [ChannelId.parse(values.channel)];
  const database = await openDatabase({
    url: environment.DATABASE_URL,
    dataDir: environment.CHATELAINE_DATA_DIR,
  });
  const nobody = { send: async () => undefined, nudge: () => undefined };
  const store = await createStore({ database, auditKey: environment.CHATELAINE_SECRET, jobs: nobody });
  const aws = createAws({ settings, house, log: makeLog('silent') });
  try {
    const accounts = await aws.organization.accounts();
    if (!accounts.ok) complain(`Accounts are named by their ids: ${accounts.message}`);
    for (const channel of channels) {
      const known = accounts.ok ? accounts.value : [];
      const { messages } = await store.read((reader) => digestFor(reader, channel, 'now', known, house));
      say(messages.map(inWords).join('\n'));
    }
    return 0;
  } finally {
    aws.close();
    await store.close();
  }
};

function inWords(message: BulletinMessage): string {
  if (message.kind === 'digest-page') return message.lines.map((line) => `  ${line}`).join('\n');
  if (message.kind !== 'digest') return '';
  const { digest: made } = message;
  const since =
    made.since === undefined
      ? ''
      : ` (${made.since.open} last time, ${made.mended} mended, ${made.fresh} new)`;
  return [
    `${made.channel}: credentials in ${made.scope}, week ${made.week}: ${totalOf(made.open)} open${since}`,
    ...made.unread.map(({ accountName, say: why }) => `  ▲ ${accountName} could not be read: ${why}`),
    ...made.worst.map((row) => `  ${lineOf(row)}`),
  ].join('\n');
}
