import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCommandLine } from '../../src/slack/command-line.ts';
import { commandNames, userCommandNames } from '../../src/slack/command-usage.ts';
import { subjectInText } from '../../src/slack/subject-in-text.ts';
import { readUserValue } from '../../src/slack/user-value.ts';
import { readWish, type Wish, writeWish } from '../../src/slack/wish.ts';

test('commands are read whatever their case and spacing', () => {
  assert.deepEqual(parseCommandLine('  '), { kind: 'menu' });
  assert.deepEqual(parseCommandLine(' REQUEST '), { kind: 'request' });
  assert.deepEqual(parseCommandLine('show  prod-eu/svc-a '), { kind: 'show', subject: 'prod-eu/svc-a' });
  assert.deepEqual(parseCommandLine('show <svc-a>'), { kind: 'show', subject: 'svc-a' });
  assert.deepEqual(parseCommandLine('audit `IAM-42`'), { kind: 'audit', subject: 'IAM-42' });
  assert.deepEqual(parseCommandLine('audit'), { kind: 'incomplete', name: 'audit' });
});

test('a slip of the finger or a beginning leads to the command that was meant', () => {
  for (const [typed, meant] of [
    ['reqest', 'request'],
    ['requ', 'request'],
    ['pendign', 'pending'],
    ['mien', 'mine'],
    ['shwo svc-a', 'show svc-a'],
    ['autid IAM-42', 'audit IAM-42'],
    ['hlep', 'help'],
    ['tga svc-a env=prod', 'tag svc-a env=prod'],
    ['kye svc-a disable', 'key svc-a disable'],
    ['key svc-a disabel …Q7TA', 'key svc-a disable …Q7TA'],
    ['kye svc-a enabel', 'key svc-a enable'],
    ['disable svc-a', 'key svc-a disable'],
    ['quarantin svc-a leaked key', 'quarantine svc-a leaked key'],
    ['extned svc-a', 'extend svc-a'],
    ['rest svc-a', 'restore svc-a'],
  ] as const) {
    const line = parseCommandLine(typed);
    assert.equal(line.kind === 'unknown' && line.suggestion?.text, meant, typed);
    assert.equal(line.kind === 'unknown' && line.suggestion?.complete, true, typed);
  }
});

test('what is near to nothing gets no suggestion; a missing subject can’t be run', () => {
  assert.deepEqual(parseCommandLine('xylophone'), { kind: 'unknown', word: 'xylophone' });
  const line = parseCommandLine('shwo');
  assert.equal(line.kind === 'unknown' && line.suggestion?.complete, false);
});

test('anything typed is understood as something, and a suggestion can itself be read', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...commandNames)), (text) => {
      const line = parseCommandLine(text);
      if (line.kind !== 'unknown' || !line.suggestion) return true;
      return parseCommandLine(line.suggestion.text).kind !== 'unknown';
    }),
  );
});

const begun: readonly (readonly [
  typed: string,
  action: string,
  name: string,
  values: object,
  ending?: string,
])[] = [
  ['tag svc-a env=prod', 'tag-user', 'svc-a', { tags: 'env=prod' }],
  [
    'tag prod-eu/svc-a purpose=nightly backup of - the shop env=prod -old-key',
    'tag-user',
    'prod-eu/svc-a',
    { tags: 'purpose=nightly backup of - the shop\nenv=prod\n-old-key' },
  ],
  ['tag svc-a purpose=“nightly backup”', 'tag-user', 'svc-a', { tags: 'purpose=nightly backup' }],
  ['tag svc-a owner', 'tag-user', 'svc-a', { tags: 'owner' }],
  ['tag <svc-a>', 'tag-user', 'svc-a', {}],
  ['claim svc-a', 'claim-user', 'svc-a', {}],
  ['extend svc-a', 'extend-user', 'svc-a', {}],
  ['extend svc-a 2027-05-21', 'extend-user', 'svc-a', { ends: '2027-05-21' }],
  [
    'extend svc-a 2027-05-21 the shop needs it',
    'extend-user',
    'svc-a',
    { ends: '2027-05-21', reason: 'the shop needs it' },
  ],
  ['key svc-a disable', 'disable-access-key', 'svc-a', {}],
  ['key svc-a Enable …q7ta', 'enable-access-key', 'svc-a', {}, 'Q7TA'],
  ['key disable svc-a ...Q7TA', 'disable-access-key', 'svc-a', {}, 'Q7TA'],
  [
    'key svc-a delete AKIAIOSFODNN7EXAMPLE nobody has missed it',
    'delete-access-key',
    'svc-a',
    { accessKey: 'AKIAIOSFODNN7EXAMPLE', reason: 'nobody has missed it' },
  ],
  [
    'key AKIAIOSFODNN7EXAMPLE disable',
    'disable-access-key',
    'AKIAIOSFODNN7EXAMPLE',
    { accessKey: 'AKIAIOSFODNN7EXAMPLE' },
  ],
  ['quarantine svc-a', 'quarantine-user', 'svc-a', {}],
  ['QUARANTINE svc-a key on a paste site', 'quarantine-user', 'svc-a', { reason: 'key on a paste site' }],
  ['restore svc-a false alarm', 'restore-user', 'svc-a', { reason: 'false alarm' }],
];

for (const [typed, action, name, values, keyEnding] of begun) {
  test(`/iam ${typed}`, () => {
    const wish = { action, name, values, ...(keyEnding ? { keyEnding } : {}) };
    assert.deepEqual(parseCommandLine(typed), { kind: 'begin', wish });
    assert.deepEqual(readWish(writeWish(wish as Wish)), wish);
  });
}

test('what is missing or misread is named', () => {
  for (const name of userCommandNames)
    assert.deepEqual(parseCommandLine(name), { kind: 'incomplete', name }, name);
  const say = (typed: string) => {
    const line = parseCommandLine(typed);
    return line.kind === 'incomplete' ? line.say : line.kind;
  };
  assert.match(say('key svc-a') ?? '', /Create, disable, enable or delete a key of svc-a\?/);
  assert.match(say('key svc-a xylophone') ?? '', /“xylophone” is not create, disable, enable or delete/);
  assert.match(say('extend svc-a 2027-02-30') ?? '', /“2027-02-30” is not a day/);
  assert.match(say('extend svc-a tomorrow') ?? '', /“tomorrow” is not a day/);
});

test('a wish that was tampered with, or is too long to keep, begins nothing by itself', () => {
  assert.equal(readWish('{"action":"create-service-user","name":"x","values":{}}'), undefined);
  assert.equal(readWish('{"action":"tag-user","name":"x","values":{},"by":"U1"}'), undefined);
  assert.equal(readWish('nonsense'), undefined);
  const long = { action: 'tag-user', name: 'svc-a', values: { tags: 'x'.repeat(4000) } };
  assert.deepEqual(readWish(writeWish(long)), { ...long, values: {} });
});

test('a button about a user names it, perhaps with a key, and nothing else', () => {
  assert.deepEqual(readUserValue('123456789012/svc-a'), { name: '123456789012/svc-a' });
  assert.deepEqual(readUserValue('123456789012/svc-a AKIAIOSFODNN7EXAMPLE'), {
    name: '123456789012/svc-a',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  });
  for (const wrong of [undefined, '', 'svc-a', '123456789012/svc-a x', '123456789012/a b c', '12/svc-a'])
    assert.equal(readUserValue(wrong), undefined);
});

test('the user that a message is about', () => {
  assert.equal(
    subjectInText('see arn:aws:iam::123456789012:user/chatelaine/svc-a.'),
    'arn:aws:iam::123456789012:user/chatelaine/svc-a',
  );
  assert.equal(subjectInText('key AKIAIOSFODNN7EXAMPLE of svc-a is old'), 'AKIAIOSFODNN7EXAMPLE');
  assert.equal(subjectInText('who owns `jenkins-old`?'), 'jenkins-old');
  assert.equal(subjectInText('well-known: prod-eu/svc-backup is old'), 'prod-eu/svc-backup');
  assert.equal(subjectInText('old-fashioned jenkins'), 'old-fashioned');
  assert.equal(subjectInText('nothing here'), undefined);
});
