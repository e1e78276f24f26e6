import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tagKeys } from '../../../src/domain/user.ts';
import { ageOf, endWords } from '../../../src/slack/blocks/age.ts';
import { shownUser } from '../../../src/slack/blocks/user-card.ts';
import { requester } from '../request-views.ts';
import { type Look, shownWith } from '../user-facts.ts';
import { wordsOf } from './read.ts';
import { assertMessage } from './valid.ts';

const now = '2026-11-25T22:15:00.000Z';

function cardOf(look: Look): string {
  const drawn = shownUser(shownWith(look));
  assertMessage(drawn);
  return wordsOf(drawn.blocks);
}

test('what a user lacks is said, not left out', () => {
  const words = cardOf({ tags: [], keys: ['Active'] });
  for (const lack of [
    '▲ nobody answers for it',
    'Purpose  ▲ not said',
    '▲ never: no end date',
    '▲ never used',
    'Boundary  ▲ none',
  ])
    assert.ok(words.includes(lack), `${lack} in ${words}`);
  assert.ok(cardOf({}).includes('Keysnone'));
  const gone = [{ key: tagKeys.owner, value: 'jo@example.com' }];
  assert.ok(cardOf({ tags: gone }).includes('▲ “jo@example.com”, who is nobody in Slack'));
});

test('tags that are said in words are not listed again', () => {
  const words = cardOf({
    tags: [
      { key: tagKeys.owner, value: requester },
      { key: 'Chatelaine:Purpose', value: 'nightly backup' },
      { key: 'cost-center', value: '4711' },
    ],
  });
  assert.equal(words.split('nightly backup').length, 2);
  assert.ok(words.includes('Other tagscost-center = 4711'));
});

test('a quarantine stands first', () => {
  assert.match(cardOf({ quarantined: true }), /^[^\n]+\n▲ In quarantine/);
});

test('ages and end dates are whole days, and what wants attention is marked', () => {
  assert.equal(ageOf('2025-10-09T20:00:00.000Z', now), '412 days old');
  assert.equal(ageOf('2026-11-24T20:00:00.000Z', now), '1 day old');
  assert.equal(ageOf(now, now), 'new today');
  assert.equal(ageOf('soon', now), 'of unknown age');
  assert.equal(endWords('2027-05-24', now), 'in 180 days');
  assert.equal(endWords('2026-12-25', now), '▲ in 30 days');
  assert.equal(endWords('2026-11-25', now), '▲ today');
  assert.equal(endWords('2026-11-24', now), '▲ 1 day ago');
  assert.equal(endWords('when it is done', now), 'when it is done');
});
