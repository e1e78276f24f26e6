import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { readManifest } from '../../src/sandbox/slack/manifest.ts';
import { command, events, shortcuts } from '../../src/slack/ids.ts';
import { botScopes, methodScopes } from '../../src/slack/scopes.ts';
import { type Mode, shippedManifest } from './slack-fixture.ts';

const sources = new URL('../../src/slack/', import.meta.url);

async function sourceText(): Promise<string> {
  const names = await readdir(sources, { recursive: true });
  const texts = names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFile(new URL(name, sources), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

for (const mode of ['http', 'socket'] satisfies readonly Mode[]) {
  test(`the ${mode} manifest gives what the code uses, and nothing else`, async () => {
    const manifest = readManifest(await shippedManifest(mode));
    assert.deepEqual(manifest.commands, [command]);
    assert.deepEqual(
      manifest.shortcuts.map(({ kind, callbackId }) => `${kind} ${callbackId}`),
      [
        `global ${shortcuts.request}`,
        `global ${shortcuts.act}`,
        `message ${shortcuts.showUser}`,
        `message ${shortcuts.changeUser}`,
      ],
    );
    assert.deepEqual(manifest.botEvents, Object.values(events));
    assert.deepEqual([...manifest.botScopes].sort(), botScopes);
  });
}

test('every Web API method in the source is in the table of scopes, and the other way round', async () => {
  const text = await sourceText();
  const called = [...text.matchAll(/\b(?:read|write|client)\.((?:[a-z]+\.)*[a-zA-Z]+)\(/g)]
    .map((match) => match[1] ?? '')
    .filter((method) => method.includes('.'));
  assert.deepEqual([...new Set(called)].sort(), Object.keys(methodScopes).sort());
});
