import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerQuestions } from '../process/child.ts';
import { type ClickMix, makeClicks, type Signed } from './deliveries.ts';

/** Sends clicks to one URL of this machine and times their acknowledgements, in a process of its own. */

export interface Storm {
  readonly url: string;
  readonly mix: ClickMix;
  /** Numbers the first click: the runs against one app must not repeat each other's. */
  readonly from: number;
  readonly seconds: number;
  /** Closed: so many senders, each sends its next click when the last is acknowledged. Open: so many a second, come what may. */
  readonly load:
    | { readonly kind: 'closed'; readonly senders: number }
    | { readonly kind: 'open'; readonly perSecond: number };
}

export interface StormResult {
  readonly acknowledged: number;
  readonly failed: number;
  readonly seconds: number;
  /** Milliseconds from when a click was due to the whole answer, in the order of sending. */
  readonly latenciesMs: readonly number[];
}

/** More than any app here acknowledges in that time. */
const mostPerSecond = 4000;

const handlers = {
  async storm({ url, mix, from, seconds, load }: Storm): Promise<StormResult> {
    if (new URL(url).hostname !== '127.0.0.1') throw new Error('Only for this machine.');
    const perSecond = load.kind === 'open' ? load.perSecond : mostPerSecond;
    const clicks = makeClicks(mix, Math.ceil(perSecond * seconds), from);
    const agent = new Agent({ keepAlive: true, maxSockets: load.kind === 'closed' ? load.senders : 256 });
    const latenciesMs: number[] = [];
    let failed = 0;
    const send = async (click: Signed, dueAt: number) => {
      const status = await post(url, click, agent).catch(() => 0);
      if (status === 200) latenciesMs.push(performance.now() - dueAt);
      else failed += 1;
    };
    const began = performance.now();
    if (load.kind === 'closed') {
      const ends = began + seconds * 1000;
      let next = 0;
      const sender = async () => {
        for (let click = clicks[next++]; click && performance.now() < ends; click = clicks[next++])
          await send(click, performance.now());
      };
      await Promise.all(Array.from({ length: load.senders }, sender));
    } else {
      const sent: Promise<void>[] = [];
      for (const [index, click] of clicks.entries()) {
        const dueAt = began + (index * 1000) / load.perSecond;
        while (performance.now() < dueAt) await sleep(1);
        sent.push(send(click, dueAt));
      }
      await Promise.all(sent);
    }
    const tookSeconds = (performance.now() - began) / 1000;
    agent.destroy();
    return { acknowledged: latenciesMs.length, failed, seconds: tookSeconds, latenciesMs };
  },
};

function post(url: string, { body, headers }: Signed, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers, agent, timeout: 10_000 }, (response) => {
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
      response.resume();
    });
    outgoing.on('error', reject);
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')));
    outgoing.end(body);
  });
}

export type Load = typeof handlers;
answerQuestions(handlers);
