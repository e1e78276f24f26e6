import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { makeLog } from '../../src/log.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { createSandboxServer, type SandboxServer } from '../../src/sandbox/sandbox-server.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { launch, withoutBrowser } from './chromium.ts';

export interface Stage {
  readonly sandbox: Sandbox;
  readonly url: string;
  /** A new window with nothing in it but the page. Fails the test on any script error or refused resource. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** Errors that windows have reported so far. */
  readonly complaints: readonly string[];
}

/** The real app between the simulators, its page, and a browser: started once for a file of tests. */
export function sharedStage(configuration: Readonly<Record<string, unknown>> = {}): () => Stage {
  let stage: { readonly now: Stage; readonly close: () => Promise<void> } | undefined;
  before(
    async () => {
      if (withoutBrowser() === false) stage = await start(configuration);
    },
    { timeout: 180_000 },
  );
  after(async () => stage?.close());
  return () => {
    if (stage === undefined) throw new Error('The stage is not set.');
    return stage.now;
  };
}

async function start(
  configuration: Readonly<Record<string, unknown>>,
): Promise<{ readonly now: Stage; readonly close: () => Promise<void> }> {
  // First: when there is no browser, nothing else must be left running.
  const browser: Browser = await launch();
  const sandbox = await createSandbox({ mode: 'http', log: makeLog('silent'), configuration });
  const server: SandboxServer = await createSandboxServer({
    slack: sandbox.slack,
    aws: sandbox.aws,
    clock: sandbox.clock,
    reset: () => sandbox.reset(),
    cast: {
      requester: people.requester,
      approver: people.platformApprover,
      askIn: channelIds.teamPlatform,
      decideIn: channelIds.approvals,
    },
  });
  const complaints: string[] = [];

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(server.url);
    await page.getByRole('radiogroup', { name: 'Use Slack as' }).waitFor();
    return page;
  }

  return {
    now: { sandbox, url: server.url, open, complaints },
    async close() {
      await browser.close();
      await server.close();
      await sandbox.close();
    },
  };
}

/** Keeps a picture when `CHATELAINE_SHOTS` names a folder: for the eye, and for the README. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.CHATELAINE_SHOTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
