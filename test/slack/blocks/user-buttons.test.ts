import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actions } from '../../../src/actions/index.ts';
import { tagKeys } from '../../../src/domain/user.ts';
import { appHome } from '../../../src/slack/blocks/app-home.ts';
import { offerWords } from '../../../src/slack/blocks/offer-words.ts';
import { shownUser } from '../../../src/slack/blocks/user-card.ts';
import { userOffers } from '../../../src/slack/blocks/user-offers.ts';
import { account, request, requester } from '../request-views.ts';
import { type Look, shownWith } from '../user-facts.ts';
import { buttonsOf } from './read.ts';
import { assertMessage, assertView } from './valid.ts';

const owned = [{ key: tagKeys.owner, value: requester }];
const value = `${account.id}/${request.target.userName}`;

function listed(look: Look): readonly string[] {
  const view = userOffers(shownWith(look));
  assertView(view);
  return buttonsOf(view.blocks).map(({ text }) => text);
}

function offered(look: Look): readonly string[] {
  const card = shownUser(shownWith(look));
  assertMessage(card);
  return buttonsOf(card.blocks)
    .filter((button) => button.value === value)
    .map(({ text }) => text);
}

test('a card offers what is done most to a user as it is, and the rest behind one button', () => {
  const known = [...owned, { key: tagKeys.request, value: 'IAM-7' }];
  assert.deepEqual(offered({ tags: known }), ['Extend…', 'Tags…', 'Quarantine…', 'More…', 'History']);
  assert.deepEqual(offered({ keys: ['Active'], tags: known }).slice(0, 2), ['Rotate a key…', 'Extend…']);
  assert.deepEqual(offered({ tags: [] }).slice(0, 2), ['Claim…', 'Adopt…']);
  assert.ok(!offered({}).includes('Extend…'), 'adopting comes first, and asks for an end date');
});

test('“More…” lists what fits the user, and nothing else, each under its group', () => {
  const keys = (look: Look) => listed(look).filter((text) => / a key…$/.test(text));
  assert.deepEqual(keys({}), ['Create a key…']);
  assert.deepEqual(keys({ keys: ['Active'] }), ['Rotate a key…', 'Create a key…', 'Disable a key…']);
  assert.deepEqual(keys({ keys: ['Inactive'] }), ['Create a key…', 'Enable a key…', 'Delete a key…']);
  assert.deepEqual(keys({ keys: ['Active', 'Inactive'] }), [
    'Rotate a key…',
    'Disable a key…',
    'Enable a key…',
    'Delete a key…',
  ]);
  const owning = ['Tags…', 'Claim…', 'Extend…', 'Transfer…', 'Adopt…'];
  assert.deepEqual(
    listed({ tags: [] }).filter((text) => owning.includes(text)),
    ['Tags…', 'Claim…', 'Extend…', 'Adopt…'],
  );
  assert.deepEqual(
    listed({}).filter((text) => owning.includes(text)),
    ['Tags…', 'Extend…', 'Transfer…', 'Adopt…'],
  );
});

test('every action on a user has words of its own, and none is lost in the groups', () => {
  const ids = actions.filter((action) => action.about === 'user').map(({ id }) => id);
  const texts = ids.map((id) => offerWords(id).button);
  assert.equal(new Set(texts).size, ids.length);
  for (const { title } of actions) assert.ok(title.length <= 24, `“${title}” is too long for a modal`);
  const view = userOffers({ ...shownWith({}), offers: ids });
  assertView(view);
  assert.deepEqual(
    buttonsOf(view.blocks)
      .map(({ text }) => text)
      .filter((text) => text !== 'Show the user')
      .toSorted(),
    texts.toSorted(),
  );
});

test('a protected user has its history and no other button', () => {
  assert.deepEqual(offered({ tags: [{ key: 'chatelaine:break-glass', value: 'true' }] }), ['History']);
});

test('an owner who is no Slack user is nobody: the user can be claimed', () => {
  assert.ok(offered({ tags: [{ key: tagKeys.owner, value: 'jo@example.com' }] }).includes('Claim…'));
});

test('a quarantine is taken back, not made twice', () => {
  const quarantines = (look: Look) => offered(look).filter((text) => /^(Quarantine|Restore)/.test(text));
  assert.deepEqual(quarantines({ quarantined: true }), ['Restore…']);
  assert.deepEqual(quarantines({ quarantined: false }), ['Quarantine…']);
});

test('a user I own leads to its card from the Home tab', () => {
  const users = Array.from({ length: 40 }, () => ({ user: request.target, account }));
  const home = appHome({
    requests: [],
    users,
    waitingForMe: [],
    answersWanted: [],
    unread: [],
    now: request.submittedAt,
  });
  assertView(home);
  const manage = buttonsOf(home.blocks).filter(({ text }) => text === 'Manage');
  assert.equal(manage.length, 20);
  assert.deepEqual([manage[0]?.id, manage[0]?.value], ['show-user', value]);
});
