import { parseArgs } from 'node:util';
import { makeLog } from '../log.ts';
import { watchfulConfiguration } from '../sandbox/house.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import { createSandboxServer } from '../sandbox/sandbox-server.ts';
import { channelIds, people } from '../sandbox/workspace.ts';
import { type CommandLine, complain, say } from './command-line.ts';
import { untilStopped } from './until-stopped.ts';

export const sandbox: CommandLine = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: 'string', default: '3210' }, socket: { type: 'boolean', default: false } },
  });
  const log = makeLog(process.env.LOG_LEVEL ?? 'warn');
  const world = await createSandbox({
    mode: values.socket ? 'socket' : 'http',
    log,
    configuration: watchfulConfiguration,
  });
  const { slack, aws, clock } = world;
  try {
    const cast = {
      requester: people.requester,
      approver: people.platformApprover,
      askIn: channelIds.teamPlatform,
      decideIn: channelIds.approvals,
    };
    const page = await createSandboxServer({
      slack,
      aws,
      clock,
      cast,
      reset: () => world.reset(),
      port: Number(values.port),
      onError: (error) => log.error({ err: error }, 'the page'),
    });
    say(
      `\n  Chatelaine’s sandbox is ready:  ${page.url}\n\n  Slack on the left, the accounts on the right. Nothing here is real. Ctrl+C ends it.\n`,
    );
    await untilStopped();
    await page.close();
    return 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    complain(`Port ${values.port} is taken. Choose another: npm run sandbox -- --port 3211`);
    return 1;
  } finally {
    await world.close();
  }
};
