import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guard, objectionWords } from '../../src/policy/guard.ts';
import type { JudgedPolicy } from '../../src/policy/judge.ts';

const allow = (Action: string | readonly string[], Resource = '*') => ({ Effect: 'Allow', Action, Resource });
const policy = (name: string, ...statements: readonly unknown[]): JudgedPolicy => ({
  name,
  document: { Version: '2012-10-17', Statement: statements },
});
const held = (document: JudgedPolicy): JudgedPolicy => ({ ...document, held: true });
const words = (...documents: readonly JudgedPolicy[]) => objectionWords(guard(documents));

test('what a bundle may do is no objection', () => {
  assert.deepEqual(guard([policy('backups', allow('s3:PutObject', 'arn:aws:s3:::backups/*'))]), []);
});

test('an objection names the way, the statement and what to ask for instead', () => {
  assert.equal(
    words(policy('deploys', allow('s3:GetObject'), allow('lambda:UpdateFunctionCode'))),
    'It can replace the code of a function (lambda-003: statement 2 of deploys). Whoever changes what runs under a role has that role. Let a pipeline with a role of its own do it, or ask for a bundle that starts it at most.',
  );
  assert.equal(
    words(policy('all', allow('*'))),
    'It would make an administrator (statement 1 of all). Ask for a bundle that names the services and resources it is for.',
  );
  assert.equal(
    words(policy('people', allow('iam:TagUser'))),
    'It can change users (change-users: statement 1 of people). That is left to administrators and to Chatelaine’s own requests. Ask for a bundle that reads it at most.',
  );
});

test('of paths that only add a permission to another one, the plain one is named', () => {
  const found = guard([
    policy('roles', allow(['iam:AttachRolePolicy', 'sts:AssumeRole'], 'arn:aws:iam::1:role/a')),
  ]);
  assert.deepEqual(
    found.map(({ id }) => id),
    ['iam-009'],
  );
});

test('what only opens together with what the user has is refused, what is open already is not', () => {
  const starts = policy('servers', allow('ec2:RunInstances'));
  const passes = policy('workers', allow('iam:PassRole', 'arn:aws:iam::1:role/worker'));
  assert.deepEqual(guard([starts]), []);
  assert.match(
    words(starts, held(passes)),
    /^It can start a server under a stronger role together with workers \(ec2-001: statement 1 of workers, statement 1 of servers\)\./,
  );
  const reads = policy('reads', allow('s3:GetObject'));
  assert.deepEqual(guard([reads, held(starts), held(passes)]), []);
  assert.deepEqual(guard([reads, held(policy('administrators', allow('*')))]), []);
});

test('an exception holds for its path and its very statement, and for nothing beside it', () => {
  const statement = allow('lambda:UpdateFunctionCode', 'arn:aws:lambda:*:*:function:site-*');
  const accept = [
    { path: 'lambda-003', statement: Object.fromEntries(Object.entries(statement).toReversed()) },
  ];
  assert.deepEqual(guard([policy('deploys', statement)], accept), []);
  const ids = (one: JudgedPolicy, accepted = accept) => guard([one], accepted).map(({ id }) => id);
  assert.deepEqual(ids(policy('deploys', statement, allow('lambda:UpdateFunctionCode'))), ['lambda-003']);
  assert.deepEqual(ids(policy('deploys', allow('lambda:UpdateFunctionCode'))), ['lambda-003']);
  assert.deepEqual(ids(policy('deploys', statement, allow('iam:PutUserPolicy'))), ['iam-007']);
  assert.deepEqual(ids(policy('deploys', statement), [{ path: 'lambda-004', statement }]), ['lambda-003']);
});

test('what can’t be read is refused; what AWS wouldn’t take only where it is written here', () => {
  assert.match(words({ name: 'deploys', document: undefined }), /^It can’t be judged: deploys is no policy/);
  const misspelt = policy('deploys', { ...allow('s3:GetObject'), Efect: 'Allow' });
  assert.deepEqual(guard([misspelt]), []);
  assert.match(
    words({ ...misspelt, kept: 'in-group' }),
    /^It isn’t written as AWS takes it\. Statement 1 of deploys: “Efect” is not a member of a statement\./,
  );
});
