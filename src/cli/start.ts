import { createApp } from '../app.ts';
import { loadConfig } from '../config/config.ts';
import { makeLog } from '../log.ts';
import { type CommandLine, complain } from './command-line.ts';
import { untilStopped } from './until-stopped.ts';

export const start: CommandLine = async () => {
  const loaded = loadConfig(process.env);
  if (!loaded.ok) {
    complain(
      `Chatelaine can’t start. This is missing or wrong:\n\n${loaded.problems.map((problem) => `  · ${problem}`).join('\n')}`,
    );
    complain('\n.env.example and chatelaine.example.yaml explain each line.');
    complain('To look around without Slack and without AWS: npm run sandbox');
    return 1;
  }
  const log = makeLog(loaded.config.environment.LOG_LEVEL);
  try {
    const app = await createApp({ config: loaded.config, log });
    await untilStopped();
    log.info('stopping: finishing what runs');
    await app.stop();
    return 0;
  } catch (error) {
    log.fatal({ err: error }, 'could not start');
    complain(error instanceof Error ? error.message : String(error));
    complain('node src/main.ts doctor checks tokens, channels, roles and the database.');
    process.exit(1);
  }
};
