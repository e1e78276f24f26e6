import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { AwsSimulator } from '../aws/simulator.ts';
import type { SandboxClock } from '../clock.ts';
import type { SlackSimulator } from '../slack/simulator.ts';
import { addFault } from './fault-presets.ts';
import type { Live } from './live.ts';
import { actAs, PersonAction } from './person-actions.ts';
import type { Answer } from './wire.ts';

export interface Controls {
  readonly slack: SlackSimulator;
  readonly aws: AwsSimulator;
  readonly clock: SandboxClock;
  /** Plants everything again: simulators, the bot's data, the clock stays. */
  reset(): Promise<void> | void;
}

const ok: Answer = { ok: true };
const DAY_MS = 86_400_000;
const Advance = z.strictObject({
  milliseconds: z
    .number()
    .int()
    .positive()
    .max(400 * DAY_MS),
});
const AddFault = z.strictObject({
  preset: z.string().max(40),
  operation: z.string().max(80).optional(),
  times: z.union([z.number().int().min(1).max(100), z.literal('always')]),
});
const UseKey = z.strictObject({ account: z.string().max(12), key: z.string().max(40) });

/** Answers one POST of the page; undefined when there is no such path. Throws for what nobody foresaw. */
export async function answer(
  path: string,
  body: unknown,
  live: Live,
  controls: Controls,
): Promise<Answer | undefined> {
  const { slack, aws, clock } = controls;
  const [, api, what, userId] = path.split('/');
  if (api !== 'api') return undefined;
  if (what === 'people' && userId !== undefined) {
    if (slack.state.user(userId) === undefined) return wrong('There is no such person.');
    return checked(PersonAction, body, (action) => actAs(slack.as(userId), action));
  }
  if (what === 'clock') {
    return checked(Advance, body, ({ milliseconds }) => {
      clock.advance(milliseconds);
      return ok;
    });
  }
  if (what === 'faults') {
    const result = checked(AddFault, body, ({ preset, operation, times }) =>
      addFault(aws.faults, { preset, times, ...(operation === undefined ? {} : { operation }) })
        ? ok
        : wrong('There is no such fault.'),
    );
    live.changed();
    return result;
  }
  if (what === 'faults-clear') {
    aws.faults.clear();
    live.changed();
    return ok;
  }
  if (what === 'use-key') {
    const result = checked(UseKey, body, ({ account, key }) => {
      aws.world.recordUse(account, key, { service: 's3', region: 'eu-west-1' });
      return ok;
    });
    live.changed();
    return result;
  }
  if (what === 'reset') {
    await controls.reset();
    live.reset();
    return ok;
  }
  return undefined;
}

async function checked<T>(
  schema: z.ZodType<T>,
  body: unknown,
  act: (value: T) => Answer | Promise<Answer>,
): Promise<Answer> {
  const parsed = schema.safeParse(body);
  return parsed.success ? act(parsed.data) : wrong(z.prettifyError(parsed.error));
}

function wrong(text: string): Answer {
  return { ok: false, code: 'wrong_request', text };
}

const BODY_LIMIT = 256 * 1024;

/** The JSON body; undefined when it is no JSON or larger than 256 kB. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > BODY_LIMIT) return undefined;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return undefined;
  }
}
