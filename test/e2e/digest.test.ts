import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { watchfulConfiguration } from '../../src/sandbox/house.ts';
import { channelIds } from '../../src/sandbox/workspace.ts';
import { digestsIn, nextMonday, openWatchfulStage, threadOf, until } from './digest.ts';
import type { Stage } from './story.ts';

const prodEu = '123456789012';
const { prodEu: place } = channelIds;

test('the digest of three weeks: the first, after half was mended, and a clean one', async (t) => {
  const stage = await openWatchfulStage({ configuration: watchfulConfiguration });
  t.after(() => stage.close());

  await nextMonday(stage);
  const first = await digestNumber(stage, 1);
  assert.match(first.text, /^Credentials in prod-eu, week \d+: \d+ open\.$/);
  const json = JSON.stringify(first.blocks);
  for (const expected of ['critical · the root user', 'begin:rotate-access-key', 'snooze', '"type":"image"'])
    assert.ok(json.includes(expected), expected);
  const open = openIn(first.text);
  const table = await findingsOf(stage, first);
  assert.equal(table.length, open, 'the table has every finding');
  const picture = stage.slack.state.files().find(({ name }) => name.startsWith('trend-'));
  assert.equal((await contentOf(picture)).subarray(1, 4).toString(), 'PNG');

  mendHalf(stage);
  await nextMonday(stage);
  const second = await digestNumber(stage, 2);
  const left = openIn(second.text);
  assert.ok(left < open && left > 0, second.text);
  assert.match(
    second.text,
    new RegExp(`${left} open · ${open - left} fewer than last time · ${open - left} mended · 0 new`),
  );
  assert.equal((await findingsOf(stage, second)).length, left);

  mendAll(stage);
  await nextMonday(stage);
  const third = await digestNumber(stage, 3);
  assert.match(
    third.text,
    new RegExp(`nothing open · ${left} fewer than last time · ${left} mended · 0 new`),
  );
  assert.equal(third.blocks?.length, 1, 'one line');
  assert.deepEqual(threadOf(stage, third), []);
  assert.equal(digestsIn(stage, place).length, 3, 'one a week');
});

async function digestNumber(stage: Stage, number: number) {
  await until(stage, () => {
    const digest = digestsIn(stage, place)[number - 1];
    if (digest === undefined) return false;
    return (
      digest.text.includes('nothing open') || threadOf(stage, digest).some(({ files }) => files !== undefined)
    );
  });
  const digest = digestsIn(stage, place)[number - 1];
  assert.ok(digest);
  return digest;
}

const openIn = (text: string): number => Number(/(\d+) open/.exec(text)?.[1]);

async function findingsOf(stage: Stage, digest: Parameters<typeof threadOf>[1]) {
  const shared = threadOf(stage, digest).flatMap(({ files }) => files ?? []);
  const file = stage.slack.state.files().find(({ id }) => id === shared[0]?.id);
  assert.equal(shared.length, 1);
  return parse(await contentOf(file), { columns: true }) as unknown[];
}

async function contentOf(file: { readonly urlPrivate: string } | undefined): Promise<Buffer> {
  return Buffer.from(await (await fetch(file?.urlPrivate ?? 'nowhere:')).arrayBuffer());
}

/** Root's key and every second user are gone. */
function mendHalf({ aws }: Stage): void {
  aws.world.change(prodEu, (account) => {
    delete account.root.accessKey;
    [...account.users.keys()]
      .filter((_, index) => index % 2 === 0)
      .forEach((name) => void account.users.delete(name));
  });
}

function mendAll({ aws }: Stage): void {
  aws.world.change(prodEu, (account) => {
    account.users.clear();
    Object.assign(account.root, { mfa: true, password: false });
  });
}
