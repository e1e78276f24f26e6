import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { pino } from 'pino';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import type { SlackMessage } from '../../src/sandbox/slack/model.ts';
import { channelIds } from '../../src/sandbox/workspace.ts';

/** A sandbox whose log is kept, unredacted, so that a test can look for what must not be in it. */
export interface Stage extends Sandbox {
  readonly logged: readonly string[];
}

export interface StageOptions extends Partial<SandboxOptions> {
  readonly logLevel?: 'debug' | 'trace';
}

export async function openStage({ logLevel, ...options }: StageOptions = {}): Promise<Stage> {
  const logged: string[] = [];
  const log = pino({ level: logLevel ?? 'debug' }, { write: (line: string) => void logged.push(line) });
  const sandbox = await createSandbox({ mode: 'http', log, ...options });
  return Object.assign(Object.create(sandbox) as Sandbox, { logged });
}

/** One stage for all tests of a file or a describe: to open one takes seconds, and each request has a user of its own. */
export function sharedStage(
  options: StageOptions | (() => Promise<StageOptions>) = {},
  setUp?: (stage: Stage) => Promise<void> | void,
): () => Stage {
  let stage: Stage | undefined;
  before(async () => {
    stage = await openStage(typeof options === 'function' ? await options() : options);
    await setUp?.(stage);
  });
  after(() => stage?.close());
  return () => {
    if (!stage) throw new Error('The stage is open only while tests run.');
    return stage;
  };
}

export const temporaryDirectory = (): string => mkdtempSync(join(tmpdir(), 'chatelaine-'));

/** The card of a request in the approval channel. */
export function card(stage: Pick<Stage, 'slack'>, requestId: string): SlackMessage | undefined {
  const mine = new RegExp(`\\b${requestId}\\b`);
  return stage.slack.state
    .messages(channelIds.approvals)
    .find((message) => mine.test(message.text) && !message.threadTs);
}
