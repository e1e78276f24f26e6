import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { type AwsSimulator, createAwsSimulator } from '../../../src/sandbox/aws/simulator.ts';
import { makeSandboxClock } from '../../../src/sandbox/clock.ts';
import { shippedManifest } from '../../../src/sandbox/manifest.ts';
import { createSandboxServer, type SandboxServer } from '../../../src/sandbox/sandbox-server.ts';
import { scenarioOrganization } from '../../../src/sandbox/scenario.ts';
import { createSlackSimulator, type SlackSimulator } from '../../../src/sandbox/slack/simulator.ts';
import { channelIds, people, sandboxWorkspace } from '../../../src/sandbox/workspace.ts';

const clock = makeSandboxClock();

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

describe('the page’s server', () => {
  let slack: SlackSimulator;
  let aws: AwsSimulator;
  let server: SandboxServer;
  let resets = 0;

  before(async () => {
    const owners = {
      developer: people.requester,
      lead: people.owner,
      operations: people.platformApprover,
      security: people.securityApprover,
      leaver: people.leaver,
    };
    aws = await createAwsSimulator({ clock, organization: scenarioOrganization(owners) });
    slack = await createSlackSimulator({
      clock,
      workspace: sandboxWorkspace(shippedManifest('socket')),
      delivery: { mode: 'socket' },
    });
    server = await createSandboxServer({
      slack,
      aws,
      clock,
      reset: () => {
        resets += 1;
      },
      cast: {
        requester: people.requester,
        approver: people.platformApprover,
        askIn: channelIds.teamPlatform,
        decideIn: channelIds.approvals,
      },
    });
  });
  after(async () => {
    await server.close();
    await Promise.all([slack.close(), aws.close()]);
  });

  function ask(
    path: string,
    options: {
      readonly method?: string;
      readonly headers?: Record<string, string>;
      readonly body?: unknown;
    } = {},
  ): Promise<Reply> {
    const { port } = new URL(server.url);
    const { method = 'GET', body } = options;
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { host: `localhost:${port}`, ...json, ...options.headers };
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
        response.toArray().then((parts) => {
          const body = Buffer.concat(parts).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        }, reject);
      });
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
  const post = (path: string, body: unknown, headers = {}) => ask(path, { method: 'POST', body, headers });
  const say = { do: 'say', channel: channelIds.general, text: 'from elsewhere' };
  const sayPath = `/api/people/${people.requester}`;

  test('answers to localhost only: a name that was bound to this machine gets nothing', async () => {
    for (const host of ['sandbox.evil.example', 'localhost.evil.example:80', '127.0.0.1']) {
      const reply = await ask('/', { headers: { host } });
      assert.ok(reply.status === 421 || reply.status === 400, `${host}: ${reply.status}`);
      assert.doesNotMatch(reply.body, /script/);
    }
    assert.equal((await ask('/')).status, 200);
  });

  test('another site can neither act nor read', async () => {
    const evil = { origin: 'https://evil.example' };
    assert.equal((await post(sayPath, say, evil)).status, 403);
    assert.equal((await post(sayPath, say, { origin: 'null' })).status, 403);
    assert.equal((await post(sayPath, say, { 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal((await post(sayPath, say, { 'sec-fetch-site': 'same-site' })).status, 403);
    // What a form of another site could send without asking first.
    assert.equal((await post(sayPath, say, { 'content-type': 'text/plain' })).status, 415);
    assert.equal((await ask('/api/live', { headers: evil })).status, 403);
    assert.deepEqual(slack.state.messages(channelIds.general), []);
    const own = { origin: server.url, 'sec-fetch-site': 'same-origin' };
    assert.deepEqual(JSON.parse((await post(sayPath, say, own)).body).ok, true);
    assert.equal(slack.state.messages(channelIds.general).length, 1);
  });

  test('serves its own files without their types, and nothing else', async () => {
    const page = await ask('/');
    assert.match(String(page.headers['content-security-policy']), /default-src 'none'; script-src 'self'/);
    assert.equal(page.headers['x-frame-options'], 'DENY');
    const script = await ask('/client/main.ts');
    assert.equal(script.headers['content-type'], 'text/javascript; charset=utf-8');
    assert.doesNotMatch(script.body, /import type|: HTMLElement/);
    const closed = [
      '/client/../server.ts',
      '/client/%2e%2e/live.ts',
      '/static/',
      '/client/tsconfig.json',
      '/wire.ts',
    ];
    for (const path of [...closed, '/routes.ts', '/client//main.ts', '/static/index.html%00.css']) {
      assert.equal((await ask(path)).status, 404, path);
    }
    assert.equal((await ask('/', { method: 'DELETE', body: {} })).status, 405);
  });

  test('what a person typed is escaped as their client would', async () => {
    await post(sayPath, { ...say, text: '<!channel> & <https://evil.example|click>' });
    const text = slack.state.messages(channelIds.general).at(-1)?.text;
    assert.equal(text, '&lt;!channel&gt; &amp; &lt;https://evil.example|click&gt;');
  });

  test('refuses what it does not know, in words', async () => {
    const answers = await Promise.all([
      post(sayPath, { do: 'fly' }),
      post(sayPath, { ...say, surprise: true }),
      post('/api/people/U0NOBODY', say),
      post('/api/clock', { milliseconds: -1 }),
      post('/api/faults', { preset: 'meteor', times: 1 }),
    ]);
    for (const { body } of answers) {
      const answer = JSON.parse(body);
      assert.equal(answer.ok, false);
      assert.ok(answer.text.length > 5);
    }
    const guest = await post(`/api/people/${people.guest}`, { ...say, channel: channelIds.approvals });
    assert.equal(JSON.parse(guest.body).code, 'no_access');
    assert.equal((await post('/api/nothing', {})).status, 404);
  });

  test('moves the clock, adds and clears faults, uses a key, resets', async () => {
    const before = clock.offsetMs();
    await post('/api/clock', { milliseconds: 86_400_000 });
    assert.equal(clock.offsetMs() - before, 86_400_000);
    await post('/api/faults', { preset: 'lost', operation: 'CreateAccessKey', times: 2 });
    assert.deepEqual(
      aws.faults.rules.map(({ operation, times, fault }) => [operation, times, fault.kind]),
      [['CreateAccessKey', 2, 'applied-then-reset']],
    );
    await post('/api/faults-clear', {});
    assert.equal(aws.faults.rules.length, 0);
    const user = aws.world.snapshot('123456789012').users.find(({ name }) => name === 'svc-backup');
    const key = user?.keys[0]?.id ?? '';
    await post('/api/use-key', { account: '123456789012', key });
    const used = aws.world.snapshot('123456789012').users.find(({ name }) => name === 'svc-backup')
      ?.keys[0]?.lastUsed;
    assert.ok(clock.now().getTime() - (used?.at.getTime() ?? 0) < 60_000);
    await post('/api/reset', {});
    assert.equal(resets, 1);
  });

  test('streams what one person may see, and each change of it', async () => {
    const cancel = new AbortController();
    const port = new URL(server.url).port;
    const response = await fetch(`http://127.0.0.1:${port}/api/live?as=${people.guest}`, {
      signal: cancel.signal,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = '';
    const until = async (pattern: RegExp) => {
      while (!pattern.test(seen)) seen += (await reader?.read())?.value ?? assert.fail('the stream ended');
    };
    await until(/event: frame/);
    assert.match(seen, /event: setup/);
    assert.match(seen, /"name":"prod-eu"/);
    assert.doesNotMatch(seen, /iam-approvals"/, 'not the conversations of others');
    seen = '';
    await slack.as(people.requester).say(channelIds.teamPlatform, 'a new message');
    await until(/a new message/);
    assert.doesNotMatch(seen, /event: account/, 'what has not changed is not sent again');
    cancel.abort();
  });
});
