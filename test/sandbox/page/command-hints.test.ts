import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandHints } from '../../../src/sandbox/page/client/slack/command-hints.ts';
import { commandNames } from '../../../src/slack/command-usage.ts';

test('the field of the page hints at every command, and at what was begun', () => {
  const names = commandHints('/', ['/iam']).map(({ insert }) => insert.trim().split(' ')[1] ?? '');
  assert.deepEqual(names.toSorted(), commandNames.toSorted());
  assert.deepEqual(
    commandHints('/iam re', ['/iam']).map(({ insert }) => insert),
    ['/iam request', '/iam restore '],
  );
  assert.deepEqual(commandHints('/iam', ['/other']), []);
});
