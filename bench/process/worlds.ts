import { createAwsSimulator } from '../../src/sandbox/aws/simulator.ts';
import { makeSandboxClock } from '../../src/sandbox/clock.ts';
import { shippedManifest } from '../../src/sandbox/manifest.ts';
import { sandboxEnvironment, sandboxOrganization } from '../../src/sandbox/sandbox.ts';
import { createSlackSimulator } from '../../src/sandbox/slack/simulator.ts';
import { channelIds, people, sandboxWorkspace } from '../../src/sandbox/workspace.ts';
import { ask } from '../../test/e2e/request-form.ts';
import { answerQuestions } from './child.ts';

/** The simulated Slack and AWS in a process of their own, and people who use the bot there over the wire. */

const latencyMs = Number(process.env.BENCH_AWS_LATENCY_MS ?? 0);
const clock = makeSandboxClock();
const aws = await createAwsSimulator({ clock, organization: sandboxOrganization(), latencyMs });
let appUrl = '';
const slack = await createSlackSimulator({
  clock,
  workspace: sandboxWorkspace(shippedManifest('http')),
  delivery: { mode: 'http', url: () => appUrl },
});
const waitingForApproval = /waiting for approval/;
const patience = { timeoutMs: 60_000 };

/** A call that AWS saw; without the answer, and secrets masked. */
export interface RecordedCall {
  readonly service: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly account?: string;
  readonly region?: string;
  readonly accessKeyId?: string;
  /** Milliseconds since the epoch. */
  readonly began: number;
  readonly tookMs: number;
}

export interface Carried {
  /** From the click to the card that says done. */
  readonly tookMs: number;
  readonly calls: readonly RecordedCall[];
}

function cardOf(requestId: string) {
  const named = new RegExp(`\\b${requestId}\\b`);
  return slack.state
    .messages(channelIds.approvals)
    .find((message) => named.test(message.text) && !message.threadTs);
}

const cardSays = (requestId: string, words: RegExp) =>
  slack.waitFor(
    () => {
      const card = cardOf(requestId);
      return card && words.test(card.text) ? card : undefined;
    },
    { ...patience, what: `${requestId} to say ${words}` },
  );

const handlers = {
  /** What an operator would set. */
  environment: async () => sandboxEnvironment({ slack, aws, mode: 'http' }),
  deliverTo: async (url: string) => {
    appUrl = url;
  },
  /** The whole form, up to the card that waits for a decision. */
  request: async ({ userName, by }: { readonly userName: string; readonly by?: string }): Promise<string> => {
    const requestId = await ask({ slack, clock }, { userName, owner: people.owner }, by);
    await cardSays(requestId, waitingForApproval);
    return requestId;
  },
  /** The future owner's click on Approve as it is delivered to the bot. They may not decide: nothing comes of it. */
  sampleClick: async (requestId: string) => {
    const card = await cardSays(requestId, waitingForApproval);
    await slack.as(people.owner).click(card, 'approve');
    return slack.deliveries.findLast((one) => one.kind === 'interactive')?.payload;
  },
  /** Approves and waits until the card says done. */
  approve: async (requestId: string): Promise<Carried> => {
    const card = await cardSays(requestId, waitingForApproval);
    const lastCall = aws.calls.at(-1)?.id ?? 0;
    const began = performance.now();
    await slack.as(people.securityApprover).click(card, 'approve');
    await cardSays(requestId, /: done\./);
    const tookMs = performance.now() - began;
    const calls = aws.calls
      .filter((call) => call.id > lastCall)
      .map(({ service, operation, parameters, account, region, principal, at, durationMs }) => {
        return {
          service,
          operation,
          parameters,
          account,
          region,
          accessKeyId: principal?.accessKeyId,
          began: at.getTime(),
          tookMs: durationMs ?? 0,
        };
      });
    return { tookMs, calls };
  },
  /** The organization as it was before anybody asked for anything. */
  plantAwsAgain: async () => aws.reset(),
};

export type Worlds = typeof handlers;
answerQuestions(handlers);
