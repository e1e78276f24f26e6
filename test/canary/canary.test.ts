import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { FaultRule } from '../../src/sandbox/aws/faults.ts';
import { sandboxEnvironment } from '../../src/sandbox/sandbox.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import type { DatabaseOptions } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/database.ts';
import { approve, cardWhen, carriedOut, press } from '../e2e/decisions.ts';
import { ask } from '../e2e/request-form.ts';
import { openStage, type Stage, temporaryDirectory } from '../e2e/story.ts';
import { type Postgres, startPostgres } from '../store/postgres.ts';
import { databaseDump, databaseFiles, leftBehind } from './places.ts';
import { formsOf, hits } from './search.ts';

const PROD = '123456789012';
/** What AWS might repeat of what it was sent. */
const echo = 'CANARY+echoed/by/AWS+0123456789';

const nastiness: readonly (readonly [string, FaultRule])[] = [
  ['svc-reset', { operation: 'CreateAccessKey', fault: { kind: 'applied-then-reset' } }],
  ['svc-half', { operation: 'CreateAccessKey', fault: { kind: 'truncated' } }],
  ['svc-silent', { operation: 'CreateAccessKey', fault: { kind: 'time-out', applied: true } }],
  ['svc-store-half', { operation: 'CreateSecret', fault: { kind: 'truncated' }, times: 3 }],
  ['svc-store-reset', { operation: 'CreateSecret', fault: { kind: 'applied-then-reset' }, times: 3 }],
  [
    'svc-store-500',
    {
      operation: 'CreateSecret',
      fault: { kind: 'error', code: 'InternalServiceError', message: `failed: ${echo}` },
      times: 3,
    },
  ],
  [
    'svc-store-no',
    {
      operation: 'CreateSecret',
      fault: { kind: 'error', code: 'InvalidParameterException', message: `You provided ${echo}` },
    },
  ],
];

describe('a secret of the run is nowhere but where it belongs', () => {
  let server: Postgres | undefined;
  before(async () => {
    server = await startPostgres();
  });
  after(() => server?.stop());

  test('on PGlite: log, database, its files, Slack', { timeout: 300_000 }, async (t) => {
    const dataDir = temporaryDirectory();
    const { secrets, stage } = await play({ dataDir }, 'http');
    await searchAll(stage, { dataDir }, secrets, (text) => t.diagnostic(text));
    for (const file of databaseFiles(dataDir)) assert.deepEqual(hits('a database file', file, secrets), []);
    // The same search finds what is there.
    const [[name, value] = ['', '']] = secrets;
    await plant({ dataDir }, value);
    assert.ok(hits('table', await databaseDump({ dataDir }), secrets).some(({ secret }) => secret === name));
    assert.ok(databaseFiles(dataDir).some((file) => hits('file', file, secrets).length > 0));
  });

  test('on PostgreSQL, over Socket Mode', { timeout: 300_000 }, async (t) => {
    const url = (await server?.createDatabase()) ?? '';
    const { secrets, stage } = await play({ url }, 'socket');
    await searchAll(stage, { url }, secrets, (text) => t.diagnostic(text));
    await plant(
      { url },
      Buffer.from(`a longer text with ${[...secrets.values()][1]} in it`).toString('base64'),
    );
    assert.equal(hits('table', await databaseDump({ url }), secrets).length > 0, true);
  });

  test('every form of a secret is found in the middle of other text', () => {
    const value = 'kD9+/xY2=secret/of+the#run';
    const secrets = new Map([['it', value]]);
    const texts = [
      `a ${value} b`,
      `?q=${encodeURIComponent(value)}&r=1`,
      Buffer.from(`x${value}y`).toString('hex'),
      ...['', 'a', 'ab', 'abc'].flatMap((lead) => {
        const bytes = Buffer.from(`${lead}${value} and more`);
        return [bytes.toString('base64'), bytes.toString('base64url')];
      }),
      JSON.stringify(JSON.stringify({ text: `"${value}"` })),
    ];
    for (const text of texts) assert.ok(hits('text', text, secrets).length > 0, text);
    assert.deepEqual(hits('text', `${value.slice(1)} ${value.slice(0, -1)} nothing`, secrets), []);
    assert.ok(Object.values(formsOf(value)).every((form) => form.length > 10));
  });
});

/** The story with every kind of trouble around its key. Gives each secret that there was in it, by a name. */
async function play(database: DatabaseOptions, mode: 'http' | 'socket') {
  const stage = await openStage({
    database,
    mode,
    logLevel: 'trace',
    awsTiming: { requestMs: 400, pollMs: 5, polls: 2 },
  });
  const secrets = new Map<string, string>();
  try {
    watch(stage, secrets);
    const identity = await generateIdentity();
    secrets.set('the age identity', identity);
    const ageRecipient = await identityToRecipient(identity);
    await carriedOut(stage, await ask(stage, { userName: 'svc-plain' }));
    await carriedOut(stage, await ask(stage, { userName: 'svc-sealed', delivery: 'age', ageRecipient }));
    for (const [userName, rule] of nastiness) {
      const id = await ask(stage, { userName });
      await cardWhen(stage, id, /waiting/);
      const fault = stage.aws.faults.add(rule);
      await approve(stage, id);
      await cardWhen(stage, id, /: (done|stopped|waiting: )/);
      stage.clock.advance(60_000);
      const ended = await cardWhen(stage, id, /: (done|stopped)\./);
      stage.aws.faults.remove(fault);
      if (ended.text.includes('stopped')) {
        await press(stage, id, 'retry', people.platformApprover);
        await cardWhen(stage, id, /: done\./);
      }
    }
    for (const text of [
      '/iam show svc-plain',
      '/iam audit svc-plain',
      '/iam audit svc-store-no',
      '/iam mine',
    ])
      await stage.slack.as(people.requester).command(channelIds.general, text);
    await stage.slack.idle();
  } finally {
    await stage.close();
  }
  return { secrets, stage };
}

/** Learns of each secret the moment it exists: a key may be deleted again a moment later. */
function watch(stage: Stage, secrets: Map<string, string>): void {
  const { aws, slack } = stage;
  const environment = sandboxEnvironment({ slack, aws, mode: 'http' });
  secrets.set('the bot’s AWS secret', aws.credentials.secretAccessKey);
  secrets.set('the bot’s AWS session token', aws.credentials.sessionToken);
  secrets.set('CHATELAINE_SECRET', String(environment.CHATELAINE_SECRET));
  secrets.set('SLACK_BOT_TOKEN', slack.workspace.app.botToken);
  secrets.set('SLACK_SIGNING_SECRET', slack.workspace.app.signingSecret);
  secrets.set('SLACK_APP_TOKEN', slack.workspace.app.appToken);
  secrets.set('what AWS echoes', echo);
  aws.onCall(({ operation }) => {
    if (operation === 'CreateAccessKey') {
      aws.world.change(PROD, (account) => {
        for (const user of account.users.values())
          for (const key of user.keys)
            if (user.path === '/chatelaine/') secrets.set(`the key ${key.id}`, key.secret);
      });
    }
    if (operation === 'AssumeRole')
      for (const [name, value] of aws.world.sessionSecrets()) secrets.set(name, value);
  });
}

async function searchAll(
  stage: Stage,
  place: DatabaseOptions,
  secrets: ReadonlyMap<string, string>,
  say: (text: string) => void,
): Promise<void> {
  const keys = [...secrets.keys()].filter((name) => name.startsWith('the key'));
  assert.ok(keys.length >= nastiness.length + 2, `${keys.length} keys`);
  assert.ok(
    [...secrets.keys()].some((name) => name.startsWith('the session')),
    'sessions',
  );
  const left = new Map([...leftBehind(stage), ['the tables', await databaseDump(place)]]);
  for (const [name, content] of left) {
    assert.ok(content.length > 500, `nothing to search in ${name}`);
    // The sandbox's own record of faults says what AWS was made to answer.
    const looked = name.startsWith('AWS calls')
      ? new Map([...secrets].filter(([secret]) => secret !== 'what AWS echoes'))
      : secrets;
    assert.deepEqual(hits(name, content, looked), []);
  }
  say(
    `${secrets.size} secrets (${keys.length} access keys) in ${left.size} places, ${[...left.values()].join('').length} characters`,
  );
}

/** Somebody's careless write. */
async function plant(place: DatabaseOptions, value: string): Promise<void> {
  const database = await openDatabase(place);
  await database.sql.executeSql('create table careless (text text)');
  await database.sql.executeSql('insert into careless values ($1)', [value]);
  await database.close();
}
