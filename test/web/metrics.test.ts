import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { makeMetrics } from '../../src/web/metrics.ts';

const token = 'a token for tests';
const standing = {
  findings: { critical: 1, high: 12, medium: 0, low: 3 },
  accounts: { fresh: 2, old: 0, failed: 1 },
  requests: { done: 7, pending: 2 },
};

async function serve(t: TestContext, state: () => Promise<typeof standing>) {
  const { meters, route } = makeMetrics();
  const { handler } = route({ token, standing: state });
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
  const ask = (given?: string) =>
    fetch(url, { headers: given === undefined ? {} : { authorization: `Bearer ${given}` } });
  return { meters, ask };
}

test('what stands and what happened, for whoever has the token', async (t) => {
  const { meters, ask } = await serve(t, async () => standing);
  meters.awsCall({ service: 'iam', operation: 'GetUser', outcome: 'answered' });
  meters.awsCall({ service: 'iam', operation: 'GetUser', outcome: 'throttled' });
  meters.acknowledged(0.07);
  meters.looked(4, 'read');
  const answer = await ask(token);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  for (const line of [
    'chatelaine_findings{severity="high"} 12',
    'chatelaine_accounts{freshness="failed"} 1',
    'chatelaine_requests{state="pending"} 2',
    'chatelaine_aws_calls_total{service="iam",operation="GetUser",outcome="throttled"} 1',
    'chatelaine_slack_acknowledgement_seconds_bucket{le="0.1"} 1',
    'chatelaine_account_look_seconds_count{outcome="read"} 1',
  ])
    assert.ok(text.split('\n').includes(line), `${line}\n\n${text}`);
});

test('without the token nothing is said, and a database that is away is no crash', async (t) => {
  const { ask } = await serve(t, async () => Promise.reject(new Error('away')));
  for (const given of [undefined, '', 'a token for testS', `${token}s`])
    assert.equal((await ask(given)).status, 401);
  assert.equal((await ask(token)).status, 503);
});
