import { randomUUID } from 'node:crypto';
import { House } from '../../src/domain/house.ts';
import { SlackUserId } from '../../src/domain/ids.ts';
import type { SimulatorCredentials } from '../../src/sandbox/aws/simulator.ts';
import { makeSandboxClock } from '../../src/sandbox/clock.ts';
import { sandboxConfiguration } from '../../src/sandbox/house.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { Chat } from '../../src/workflows/ports.ts';
import type { UserWish } from '../../src/workflows/use-cases.ts';
import { beginLife } from '../workshop/life.ts';
import { countPoints, isSame, type Point } from '../workshop/point.ts';
import { openSlackDesk } from '../workshop/slack.ts';

/** What the test tells this process, and what it asks of the test: Slack's desk stands there. */
export interface Orders {
  readonly url: string;
  readonly awsUrl: string;
  readonly credentials: SimulatorCredentials;
  readonly clockOffsetMs: number;
  readonly by: string;
  readonly wish: UserWish;
  readonly approvers: readonly string[];
  readonly dieAt?: Point;
}
export interface Asked {
  readonly id: number;
  readonly method: keyof Chat;
  readonly args: readonly unknown[];
}
export interface Answered {
  readonly id: number;
  readonly result: unknown;
}

/** A life in a process of its own, from the wish to the first rest, that kills itself with SIGKILL at a commit: not another instruction runs. */
process.once('message', (orders: Orders) => void live(orders));
process.on('disconnect', () => process.exit(1));

async function live({ url, awsUrl, credentials, clockOffsetMs, by: who, wish, approvers, dieAt }: Orders) {
  const clock = makeSandboxClock();
  clock.advance(clockOffsetMs);
  const { aws: _, ...ofHouse } = sandboxConfiguration;
  const points = countPoints();
  const life = await beginLife({
    database: await openDatabase({ url, connections: 4 }),
    awsUrl,
    credentials,
    house: House.parse(ofHouse),
    clock,
    chat: chatOverThere(),
    directory: openSlackDesk().directory,
    onCommit(label, when) {
      if (isSame(dieAt, points.pass('commit', label, when))) process.kill(process.pid, 'SIGKILL');
    },
  });
  const { useCases, store } = life;
  const by = SlackUserId.parse(who);
  const preview = await useCases.form.start(by, wish);
  if (preview.page !== 'preview') throw new Error(`no preview: ${JSON.stringify(preview)}`);
  const sent = await useCases.form.submit(by, preview.draftId);
  if (!('kind' in sent)) throw new Error(sent.say);
  const { requestId } = sent;
  await life.settle();
  for (const approver of approvers) {
    const request = await store.read((reader) => reader.request(requestId));
    if (!request) throw new Error('It is gone.');
    const { planHash } = request;
    const intent = {
      kind: 'approve',
      by: SlackUserId.parse(approver),
      requestId,
      place: {},
      planHash,
    } as const;
    const key = randomUUID();
    await useCases.accept(key, intent);
    await useCases.carryOut(key, intent);
    await life.settle();
  }
  process.send?.('rests');
}

function chatOverThere(): Chat {
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  process.on('message', (answer: Answered) => waiting.get(answer.id)?.(answer.result));
  const call =
    (method: keyof Chat) =>
    (...args: readonly unknown[]) =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        process.send?.({ id: last, method, args } satisfies Asked);
      });
  const { fingerprint } = openSlackDesk().chat(async () => undefined);
  const calls = (['post', 'update', 'find', 'whisper'] as const).map((method) => [method, call(method)]);
  return { fingerprint, ...(Object.fromEntries(calls) as Omit<Chat, 'fingerprint'>) };
}
