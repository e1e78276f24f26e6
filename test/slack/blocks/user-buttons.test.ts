import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appHome } from '../../../src/slack/blocks/app-home.ts';
import { shownUser } from '../../../src/slack/blocks/user-card.ts';
import { account, request } from '../request-views.ts';
import { type Look, shownWith } from '../user-facts.ts';
import { buttonsOf } from './read.ts';
import { assertMessage, assertView } from './valid.ts';

const value = `${account.id}/${request.target.userName}`;

function offered(look: Look): readonly string[] {
  const card = shownUser(shownWith(look));
  assertMessage(card);
  return buttonsOf(card.blocks)
    .filter((button) => button.value === value)
    .map(({ text }) => text);
}

test('a card offers what fits the user, and nothing else', () => {
  assert.deepEqual(offered({}), ['Tags…', 'Extend…', 'Quarantine…', 'History']);
  assert.deepEqual(offered({ tags: [] }), ['Tags…', 'Claim…', 'Quarantine…', 'History']);
  assert.deepEqual(offered({ keys: ['Active'] }), [
    'Tags…',
    'Extend…',
    'Disable a key…',
    'Quarantine…',
    'History',
  ]);
  assert.deepEqual(offered({ keys: ['Inactive'] }).slice(2, 4), ['Enable a key…', 'Delete a key…']);
  assert.deepEqual(offered({ keys: ['Expired'] }).slice(2, 3), ['Delete a key…']);
  assert.deepEqual(offered({ keys: ['Active', 'Inactive'] }).slice(2, 5), [
    'Disable a key…',
    'Enable a key…',
    'Delete a key…',
  ]);
});

test('an owner who is no Slack user is nobody: the user can be claimed', () => {
  assert.ok(offered({ tags: [{ key: 'chatelaine:owner', value: 'jo@example.com' }] }).includes('Claim…'));
});

test('a quarantine is taken back, not made twice', () => {
  const quarantines = (look: Look) => offered(look).filter((text) => /^(Quarantine|Restore)/.test(text));
  assert.deepEqual(quarantines({ quarantined: true }), ['Restore…']);
  assert.deepEqual(quarantines({ quarantined: false }), ['Quarantine…']);
});

test('a user I own leads to its card from the Home tab', () => {
  const users = Array.from({ length: 40 }, () => ({ user: request.target, account }));
  const home = appHome({ requests: [], users, waitingForMe: [], answersWanted: [] });
  assertView(home);
  const manage = buttonsOf(home.blocks).filter(({ text }) => text === 'Manage');
  assert.equal(manage.length, 30);
  assert.deepEqual([manage[0]?.id, manage[0]?.value], ['show-user', value]);
});
