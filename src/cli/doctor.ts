import { type CommandLine, say } from './command-line.ts';
export const doctor: CommandLine = {
  name: 'doctor',
  usage: 'doctor',
  does: 'check everything',
  async run() {
    say('');
    return 0;
  },
};
