import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { commandNames, parseCommandLine } from '../../src/slack/command-line.ts';
import { subjectInText } from '../../src/slack/subject-in-text.ts';

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
