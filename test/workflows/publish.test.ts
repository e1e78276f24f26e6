import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Bulletin } from '../../src/domain/bulletin.ts';
import { mondayOf, plusDays } from '../../src/domain/calendar.ts';
import { House } from '../../src/domain/house.ts';
import { ChannelId } from '../../src/domain/ids.ts';
import { pictures } from '../../src/pictures/raster.ts';
import { sandboxConfiguration } from '../../src/sandbox/house.ts';
import type { SlackMessage } from '../../src/sandbox/slack/model.ts';
import type { SlackSimulator } from '../../src/sandbox/slack/simulator.ts';
import { channelIds } from '../../src/sandbox/workspace.ts';
import type { ChatelaineStore } from '../../src/store/store.ts';
import { digestFor } from '../../src/workflows/digests.ts';
import { Unavailable } from '../../src/workflows/ports.ts';
import { publish } from '../../src/workflows/publish.ts';
import { startSlack } from '../slack/slack-fixture.ts';
import { withDirectories } from '../store/databases.ts';
import { openStore } from '../store/fixtures.ts';
import { accountId, aFinding } from './known-findings.ts';

const { aws: _aws, ...ofHouse } = sandboxConfiguration;
const house = House.parse(ofHouse);
const security = ChannelId.parse(channelIds.security);
const account = {
  id: accountId,
  name: 'prod-eu',
  environment: 'production',
  region: 'eu-west-1',
  channel: security,
};

class Died extends Error {}

withDirectories((databases) => {
  test('five thousand findings: every message within Slack’s limits, in order, whatever the rate', async (t) => {
    const { store, slack, simulator } = await begin(t);
    const bulletin = await decided(store, 5000);
    assert.ok(bulletin.messages.length > 20, `${bulletin.messages.length} messages`);
    for (const nth of [1, 7, 20])
      simulator.faults.add({
        method: 'chat.postMessage',
        effect: { kind: 'ratelimited', retryAfterSeconds: 1 },
        nth,
        times: 3,
      });
    const waits: number[] = [];
    await publish(bulletin.id, { ...deps(store, slack), pause: async (ms) => void waits.push(ms) });
    assert.equal(waits.length, 9, 'waited as long as it was told to');
    assertWhole(simulator, bulletin);
    assert.equal(await publish(bulletin.id, deps(store, slack)), 'done');
    assertWhole(simulator, bulletin);
  });

  test('killed at any point, no message is missing and none comes twice', async (t) => {
    const points = await pointsOf(t);
    assert.ok(points.length >= 24, `${points.length} points`);
    for (const point of points) {
      const { store, slack, simulator, trap } = await begin(t);
      const bulletin = await decided(store, 120);
      if (point.kind === 'commit') trap.at = point.nth;
      else
        simulator.faults.add({
          method: point.method,
          effect: { kind: 'reset', when: point.when },
          nth: point.nth,
        });
      await assert.rejects(
        publish(bulletin.id, deps(store, slack)),
        (error) => error instanceof Died || error instanceof Unavailable,
      );
      trap.at = Number.POSITIVE_INFINITY;
      await publish(bulletin.id, deps(store, slack));
      assertWhole(simulator, bulletin, JSON.stringify(point));
    }
  });

  test('a channel that became public or shared gets nothing more, and security is told why', async (t) => {
    const { store, slack, simulator } = await begin(t);
    const bulletin = await decided(store, 40, ChannelId.parse(channelIds.prodEu));
    await publish(bulletin.id, deps(store, slack));
    assert.equal(simulator.state.messages(channelIds.prodEu).length, 0);
    const row = await store.read((reader) => reader.bulletin(`withheld/${bulletin.id}`));
    assert.match(JSON.stringify(row), /#prod-eu is public/);
    assert.equal(
      await store.read((reader) => reader.lastBulletin(`digest/${channelIds.prodEu}/`)),
      undefined,
      'it does not count as said',
    );
    await publish(`withheld/${bulletin.id}`, deps(store, slack));
    assert.match(simulator.state.messages(security)[0]?.text ?? '', /not posted/);
  });

  /** Every commit, and every call of Slack before and after it took effect. */
  async function pointsOf(t: TestContext) {
    const { store, slack, simulator, trap } = await begin(t);
    const bulletin = await decided(store, 120);
    const from = { commits: trap.seen, calls: simulator.calls.length };
    await publish(bulletin.id, deps(store, slack));
    const counts = new Map<string, number>();
    const calls = simulator.calls.slice(from.calls).flatMap(({ method }) => {
      const nth = (counts.get(method) ?? 0) + 1;
      counts.set(method, nth);
      // Reads are tried again by themselves.
      if (!/^(chat|files)\./.test(method)) return [];
      return (['before', 'after'] as const).map((when) => ({ kind: 'slack', method, nth, when }) as const);
    });
    const commits = Array.from(
      { length: trap.seen - from.commits },
      (_, index) => ({ kind: 'commit', nth: index + 1 }) as const,
    );
    return [...calls, ...commits];
  }

  async function begin(t: TestContext) {
    const trap = { at: Number.POSITIVE_INFINITY, seen: 0, armedAt: 0 };
    const store = await openStore(await databases.open(), {
      onCommit: (label) => {
        if (!label.startsWith('publish/')) return;
        trap.seen += 1;
        if (trap.seen === trap.at) throw new Died(label);
      },
    });
    const { slack, simulator } = await startSlack(t, 'http');
    return { store, slack, simulator, trap };
  }
});

const deps = (
  store: ChatelaineStore,
  { chat, directory }: Awaited<ReturnType<typeof startSlack>>['slack'],
) => ({
  ...{ store, chat, directory, pictures, house },
  stopping: new AbortController().signal,
  pause: async () => undefined,
});

/** So many findings, and their digest on record. */
async function decided(store: ChatelaineStore, count: number, channel = security): Promise<Bulletin> {
  return store.transaction(async (tx) => {
    const now = await tx.now();
    const counts = { critical: 1, high: 2, medium: 3, low: 4 };
    // A week before, so that there is a trend to draw.
    await tx.saveWeeks([{ week: plusDays(mondayOf('UTC', now), -7), accountId, counts }]);
    await tx.saveFindings(
      Array.from({ length: count }, (_, number) => ({ finding: aFinding(number) })),
      now,
    );
    const named = channel === security ? house : { ...house, digest: { ...house.digest, channel } };
    const bulletin = await digestFor(
      tx,
      channel,
      `digest/${channel}/2026-11-23T08:00:00.000Z`,
      [account],
      named,
    );
    await tx.addBulletin(bulletin, now);
    return bulletin;
  });
}

function assertWhole(simulator: SlackSimulator, { messages }: Bulletin, about = ''): void {
  const posted = simulator.state.messages(security);
  const [first, ...thread] = posted.filter(({ files }) => files === undefined);
  assert.match(first?.text ?? '', /^Credentials in prod-eu/, about);
  assert.equal(thread.length, messages.length - 1, about);
  const expected = messages.flatMap((message) => (message.kind === 'digest-page' ? message.lines : []));
  assert.deepEqual(
    linesIn(thread),
    expected.map((line) => line),
    about,
  );
  assert.ok(
    thread.every(({ threadTs }) => threadTs === first?.ts),
    about,
  );
  assert.match(JSON.stringify(first?.blocks), /"slack_file"/, about);
  assert.equal(posted.filter(({ files }) => files !== undefined).length, 1, about);
}

/** What the pages say, in the order in which they stand. */
function linesIn(thread: readonly SlackMessage[]): readonly string[] {
  return thread.flatMap(({ blocks }) => {
    const text = JSON.stringify(blocks);
    const [, body = ''] =
      /"type":"text","text":"\\n"\},\{"type":"text","text":("(?:[^"\\]|\\.)*")/.exec(text) ?? [];
    return String(JSON.parse(body)).split('\n');
  });
}
