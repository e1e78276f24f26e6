import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pino } from 'pino';
import { stringify } from 'yaml';
import { sandboxConfiguration } from '../../src/sandbox/house.ts';
import { createSandbox, sandboxEnvironment } from '../../src/sandbox/sandbox.ts';
import { channelIds } from '../../src/sandbox/workspace.ts';
import { run } from './program.ts';

const emptyDirectory = () => mkdtempSync(join(tmpdir(), 'chatelaine-cli-'));

test('start without anything says everything that is missing, at once, and names the sandbox', async () => {
  const { code, err, out } = await run(['start'], {}, emptyDirectory());
  assert.equal(code, 1);
  for (const name of [
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET',
    'CHATELAINE_SECRET',
    'chatelaine.yaml',
    'npm run sandbox',
  ]) {
    assert.match(err, new RegExp(name.replace('.', '\\.')));
  }
  assert.doesNotMatch(err + out, /\bat .*\.ts:\d+/, 'an expected refusal is no stack trace');
});

test('mistakes in the file come with their line, all at once', async () => {
  const directory = emptyDirectory();
  const wrong = {
    ...sandboxConfiguration,
    teams: [],
    channels: { ...sandboxConfiguration.channels, audit: 'audit' },
    approvers: [{ id: 'nobody', name: 'Nobody' }],
    colour: 'blue',
  };
  writeFileSync(join(directory, 'chatelaine.yaml'), stringify(wrong));
  const { code, err } = await run(['start'], { SLACK_BOT_TOKEN: 'xoxp-not-a-bot' }, directory);
  assert.equal(code, 1);
  assert.match(err, /SLACK_BOT_TOKEN is not a bot token/);
  assert.match(err, /chatelaine\.yaml:\d+ channels\.audit/);
  assert.match(err, /chatelaine\.yaml:\d+ approvers\[0\]/);
  assert.match(err, /chatelaine\.yaml:\d+ teams/);
  assert.match(err, /colour/);
});

test('an unknown command lists the known ones', async () => {
  const { code, out } = await run(['strat'], {});
  assert.equal(code, 2);
  assert.match(out, /There is no command “strat”/);
  assert.match(out, /doctor/);
});

test('schema is a JSON Schema that an editor can use', async () => {
  const { code, out } = await run(['schema'], {});
  assert.equal(code, 0);
  const schema = JSON.parse(out) as { properties: Record<string, unknown> };
  for (const key of ['aws', 'channels', 'bundles', 'rules']) assert.ok(schema.properties[key], key);
});

test('doctor finds nothing in a healthy house, and what is broken in another', async () => {
  const world = await createSandbox({ mode: 'socket', log: pino({ level: 'silent' }) });
  try {
    const directory = emptyDirectory();
    const file = join(directory, 'chatelaine.yaml');
    writeFileSync(file, stringify(sandboxConfiguration));
    const environment = {
      ...sandboxEnvironment({ slack: world.slack, aws: world.aws, mode: 'socket' }),
      CHATELAINE_CONFIG: file,
      CHATELAINE_DATA_DIR: join(directory, 'data'),
    };
    const well = await run(['doctor'], environment);
    assert.match(well.out, /Everything is well/, well.out + well.err);
    assert.equal(well.code, 0);

    const verified = await run(['audit', 'verify'], environment);
    assert.match(verified.out, /The audit chain is whole: 0 entries/, verified.err);

    await world.slack.setChannelMembers(channelIds.audit, []);
    await world.slack.shareChannel(channelIds.security, 'shared');
    const broken = {
      ...sandboxConfiguration,
      aws: {
        ...sandboxConfiguration.aws,
        mode: { ...sandboxConfiguration.aws.mode, externalId: 'somebody-else' },
      },
    };
    writeFileSync(file, stringify(broken));
    const ill = await run(['doctor'], environment);
    assert.equal(ill.code, 1);
    assert.match(ill.out, /✗ Audit channel: Slack answered channel_not_found/);
    assert.match(ill.out, /✗ Security channel: .*shared/);
    assert.match(ill.out, /✗ .*prod-eu/);
    assert.match(ill.out, /→ /);
  } finally {
    await world.close();
  }
});
