/** One command of the program. Resolves to the exit code: 0 done, 1 something is wrong, 2 called wrongly; some have more. */
export type CommandLine = (args: readonly string[]) => Promise<number>;

export const say = (text: string): void => void process.stdout.write(`${text}\n`);
export const complain = (text: string): void => void process.stderr.write(`${text}\n`);
