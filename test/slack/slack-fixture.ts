import { readFile } from 'node:fs/promises';
import type { TestContext } from 'node:test';
import { pino } from 'pino';
import { readManifest } from '../../src/sandbox/slack/manifest.ts';
import { createSlackSimulator, type SlackSimulator } from '../../src/sandbox/slack/simulator.ts';
import { sandboxWorkspace } from '../../src/sandbox/workspace.ts';
import type { Slack } from '../../src/slack/slack.ts';
import { createSlack } from '../../src/slack/slack.ts';
import { type FakeUseCases, fakeUseCases } from './fake-use-cases.ts';

export type Mode = 'http' | 'socket';

export interface Running {
  readonly simulator: SlackSimulator;
  readonly slack: Slack;
  readonly useCases: FakeUseCases;
  readonly port: number;
  readonly logged: readonly string[];
}

export async function shippedManifest(mode: Mode): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`../../manifests/slack/${mode}.json`, import.meta.url), 'utf8'));
}

/** The real app with the shipped manifest's scopes, commands and events, against the simulated Slack. */
export async function startSlack(
  t: TestContext,
  mode: Mode,
  answers: Partial<FakeUseCases['answers']> = {},
): Promise<Running> {
  const workspace = sandboxWorkspace(readManifest(await shippedManifest(mode)));
  let url = 'http://127.0.0.1:1/';
  const simulator = await createSlackSimulator({
    clock: { now: () => new Date() },
    workspace,
    delivery: mode === 'socket' ? { mode: 'socket' } : { mode: 'http', url: () => url },
  });
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line) => void logged.push(line) });
  const { botToken, appToken, signingSecret } = workspace.app;
  const slack = await createSlack({
    settings: {
      botToken,
      ...(mode === 'socket' ? { appToken } : { signingSecret }),
      apiUrl: simulator.apiUrl,
      port: 0,
      host: '127.0.0.1',
    },
    log,
    routes: [{ path: '/healthz', method: 'GET', handler: (_request, response) => response.end('ok') }],
  });
  const useCases = fakeUseCases(answers);
  t.after(async () => {
    await slack.stop({ drainMs: 1000 });
    await simulator.close();
  });
  const { port } = await slack.connect(useCases);
  url = `http://127.0.0.1:${port}/slack/events`;
  return { simulator, slack, useCases, port, logged };
}
