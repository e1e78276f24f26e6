import { configurationSchema } from '../config/configuration.ts';
import { type CommandLine, say } from './command-line.ts';

export const schema: CommandLine = async () => {
  say(JSON.stringify(configurationSchema(), undefined, 2));
  return 0;
};
