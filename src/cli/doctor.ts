import { type CommandLine, say } from './command-line.ts';

export const doctor: CommandLine = async () => {
  say('');
  return 0;
};
