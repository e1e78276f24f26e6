import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { Plan } from '../../src/domain/plan.ts';
import { sandboxConfiguration } from '../../src/sandbox/house.ts';
import { openDatabase } from '../../src/store/database.ts';
import { aRequest, openStore } from '../store/fixtures.ts';
import { run } from './program.ts';

const golden = new URL('../plans/offboard-user/awkward-everything-on-it/expected.json', import.meta.url);

test('the snapshot of an offboarding is printed as JSON; what has none says so', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'chatelaine-snapshot-'));
  const dataDir = join(directory, 'data');
  const secret = 'a key for tests, longer than thirty-two';
  const store = await openStore(await openDatabase({ dataDir }), { auditKey: secret });
  const plan = Plan.parse(JSON.parse(readFileSync(golden, 'utf8')).plan);
  await store.transaction(async (tx) => {
    await tx.saveRequest(aRequest(1));
    await tx.saveRequest(aRequest(2, { action: 'offboard-user', state: 'done', plan }));
  });
  await store.close();
  writeFileSync(join(directory, 'chatelaine.yaml'), stringify(sandboxConfiguration));
  const environment = {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
    SLACK_APP_ID: 'A0CHATELAINE',
    CHATELAINE_SECRET: secret,
    CHATELAINE_CONFIG: join(directory, 'chatelaine.yaml'),
    CHATELAINE_DATA_DIR: dataDir,
  };

  const printed = await run(['snapshot', 'iam-2'], environment, directory);
  assert.equal(printed.code, 0, printed.err);
  const { request, user } = JSON.parse(printed.out);
  assert.equal(request, 'IAM-2');
  assert.deepEqual(user, plan.snapshot);

  const none = await run(['snapshot', 'IAM-1'], environment, directory);
  assert.match(none.err, /IAM-1 took no snapshot: only an offboarding does/);
  const unknown = await run(['snapshot', 'IAM-9'], environment, directory);
  assert.match(unknown.err, /There is no request IAM-9\./);
  const unsaid = await run(['snapshot'], environment, directory);
  assert.match(unsaid.err, /Name the request that offboarded the user: snapshot IAM-42\./);
  assert.deepEqual([none.code, unknown.code, unsaid.code], [1, 1, 2]);
});
