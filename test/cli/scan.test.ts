import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { stringify } from 'yaml';
import type { Finding } from '../../src/domain/finding.ts';
import { createAwsSimulator } from '../../src/sandbox/aws/simulator.ts';
import { makeSandboxClock } from '../../src/sandbox/clock.ts';
import { sandboxConfiguration } from '../../src/sandbox/house.ts';
import { sandboxOrganization } from '../../src/sandbox/sandbox.ts';
import { PROD_EU } from '../../src/sandbox/scenario/prod-eu.ts';
import { STAGING } from '../../src/sandbox/scenario/staging.ts';
import { run } from './program.ts';

/** The simulated organization and a configuration, and nothing of Slack. */
async function start(t: TestContext, configuration: object = {}) {
  const aws = await createAwsSimulator({ clock: makeSandboxClock(), organization: sandboxOrganization() });
  t.after(() => aws.close());
  const file = join(mkdtempSync(join(tmpdir(), 'chatelaine-scan-')), 'chatelaine.yaml');
  writeFileSync(file, stringify({ ...sandboxConfiguration, ...configuration }));
  const environment = { ...aws.environment, AWS_ENDPOINT_URL: aws.url, CHATELAINE_CONFIG: file };
  return { aws, scan: (...args: readonly string[]) => run(['scan', ...args], environment) };
}

test('scan tells every account in a table, the worst below, and how far it is while it works', async (t) => {
  const { scan } = await start(t);
  const { code, out, err } = await scan();
  assert.equal(code, 0, err);
  assert.match(out, /^account +users +critical +high +medium +low +known from\nprod-eu +18 +2 /);
  assert.match(out, /\nall +40 /);
  assert.match(out, /critical +staging +root +root has no MFA device/);
  assert.match(out, /high +prod-eu +svc-backup +key …Q7TA 412 d old, last used 2 h ago, s3 eu-west-1/);
  assert.match(out, /… \d+ more: --json or --csv has them all/);
  assert.deepEqual(
    err
      .trim()
      .split('\n')
      .map((line) => line.slice(0, 4)),
    ['1/3 ', '2/3 ', '3/3 '],
  );
});

test('--json is the findings as they are; --account looks nowhere else', async (t) => {
  const { aws, scan } = await start(t);
  const { code, out } = await scan('--json', '--account', 'staging');
  assert.equal(code, 0);
  const { accounts } = JSON.parse(out) as {
    accounts: { id: string; users: number; findings: Finding[] }[];
  };
  assert.deepEqual(
    accounts.map(({ id, users }) => [id, users]),
    [[STAGING, 12]],
  );
  const loud = accounts[0]?.findings.find(({ rule }) => rule === 'root-without-mfa');
  assert.deepEqual([loud?.severity, loud?.controls], ['critical', { cis: ['1.4'], securityHub: ['IAM.9'] }]);
  const entered = aws.calls.filter(({ operation }) => operation === 'AssumeRole');
  assert.equal(entered.length, 1);
  const nowhere = await scan('--account', 'nowhere');
  assert.equal(nowhere.code, 2);
  assert.match(nowhere.err, /There is no account nowhere\. There are: prod-eu, sandbox-dev, staging\./);
});

test('--csv has a row for each finding, and runs no formula in a spreadsheet', async (t) => {
  const { aws, scan } = await start(t);
  aws.world.addUser(PROD_EU, { name: '=cmd,1+1', createdDaysAgo: 300 });
  const { code, out } = await scan('--csv', '--account', PROD_EU);
  assert.equal(code, 0);
  const rows: Readonly<Record<string, string>>[] = parse(out, { columns: true });
  assert.ok(rows.length > 80);
  const strange = rows.filter(({ user }) => user?.includes('cmd'));
  assert.deepEqual([...new Set(strange.map(({ user }) => user))], ["'=cmd,1+1"]);
  assert.ok(strange.some(({ rule }) => rule === 'user-inactive'));
  const old = rows.find(({ rule, user }) => rule === 'key-old' && user === 'svc-backup');
  assert.deepEqual([old?.CIS, old?.['Security Hub'], old?.remedy], ['1.13', 'IAM.3', 'rotate-access-key']);
});

test('the exit code serves a pipeline: by severity, and by what could not be seen', async (t) => {
  const { aws, scan } = await start(t, { staleness: { off: ['root-key', 'root-without-mfa'] } });
  const onlyStaging = (...args: readonly string[]) => scan('--account', 'staging', ...args);
  assert.equal((await onlyStaging('--fail-on', 'critical')).code, 0);
  assert.equal((await onlyStaging('--fail-on', 'high')).code, 1);
  assert.equal((await onlyStaging('--fail-on', 'low')).code, 1);
  aws.faults.add({
    service: 'sts',
    operation: 'AssumeRole',
    fault: { kind: 'access-denied' },
    times: 'always',
  });
  const blind = await onlyStaging();
  assert.equal(blind.code, 3);
  assert.match(blind.out, /staging +– .*not read/);
  assert.match(blind.out, /Could not be read:\n {2}✗ Chatelaine can’t get into staging \(234567890123\)/);
});

test('called wrongly it says how to call it, and changes nothing', async (t) => {
  const { aws, scan } = await start(t);
  for (const args of [['--json', '--csv'], ['--fail-on', 'severe'], ['--concurrency', '0'], ['--colour']]) {
    const { code, err, out } = await scan(...args);
    assert.equal(code, 2, args.join(' '));
    assert.equal(out, '');
    assert.match(err, /Usage: scan/);
  }
  assert.equal(aws.calls.length, 0);
  const nowhere = await run(['scan'], { CHATELAINE_CONFIG: '/nowhere/chatelaine.yaml' });
  assert.equal(nowhere.code, 2);
  assert.match(nowhere.err, /can’t be read/);
  assert.doesNotMatch(nowhere.err, /SLACK/);
});
