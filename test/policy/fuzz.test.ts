import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { covers, meets } from '../../src/policy/glob.ts';
import { type Judgement, judge } from '../../src/policy/judge.ts';
import { common, listCovers, namer } from '../../src/policy/powers.ts';
import { dangerous } from './corpus/dangerous.ts';
import { harmless } from './corpus/harmless.ts';

/** A hundred thousand in a nightly run: `FUZZED_DOCUMENTS=100000`. */
const numRuns = Number(process.env.FUZZED_DOCUMENTS ?? 400);

type Written = Readonly<Record<string, unknown>>;
const policy = (statements: readonly unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const actions = dangerous.flatMap((one) => one.actions);
const action = fc.oneof(
  fc.constantFrom(...actions),
  fc.constantFrom(...actions).map((one) => one.toUpperCase()),
  fc.tuple(fc.constantFrom(...actions), fc.nat(20)).map(([one, at]) => `${one.slice(0, at + 1)}*`),
  fc.constantFrom('*', 'iam:*', 'i?m:*Role*', '*:*', 's3:Get*', 'ec2:*', 'nonsense', ''),
);
// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM
const own = 'arn:aws:iam::*:user/${aws:username}';
const resource = fc.constantFrom(
  ...['*', 'arn:aws:iam::123456789012:role/*', own, 'arn:aws:s3:::a/*'],
  ...['arn:aws:iam::123456789012:role/worker', 'arn:aws:lambda:*:*:function:*', 'arn:aws:*:*:*:*', '**', ''],
);
const oneOrMore = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 4 }));
const condition = fc.constantFrom(
  undefined,
  undefined,
  { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
  { StringLike: { 'iam:PassedToService': 'monitoring.*' } },
  { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } },
);
const statement = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    actions: fc.tuple(fc.constantFrom('Action', 'Action', 'NotAction'), oneOrMore(action)),
    resources: fc.tuple(fc.constantFrom('Resource', 'Resource', 'NotResource'), oneOrMore(resource)),
    Condition: condition,
  })
  .map(
    ({ Effect, actions: [actionName, named], resources: [resourceName, on], Condition }): Written => ({
      Effect,
      [actionName]: named,
      [resourceName]: on,
      ...(Condition === undefined ? {} : { Condition }),
    }),
  );
const statements = fc.array(statement, { minLength: 1, maxLength: 5 });

const told = (one: readonly unknown[]) => judge([{ name: 'asked', document: policy(one) }]);
const ways = (judgement: Judgement) => [
  ...[...judgement.escalations, ...judgement.forbidden].map(({ path }) => path.id),
  ...(judgement.administrator ? ['administrator'] : []),
];
/** What the first has and the second hasn't. */
const lost = (before: Judgement, after: Judgement) => {
  const left = new Set(ways(after));
  return ways(before).filter((way) => !left.has(way));
};

test('one more Allow never makes a judgement milder', () => {
  fc.assert(
    fc.property(statements, statement, fc.nat(5), (all, more, at) => {
      const allow = { ...more, Effect: 'Allow' };
      const before = told(all);
      const after = told([...all.slice(0, at), allow, ...all.slice(at)]);
      assert.deepEqual(lost(before, after), []);
      if (!before.network.binds) assert.ok(!after.network.binds);
    }),
    { numRuns },
  );
});

test('one more Deny never makes a judgement more severe, and one that covers everything leaves nothing', () => {
  fc.assert(
    fc.property(statements, statement, (all, more) => {
      const before = told(all);
      assert.deepEqual(lost(told([...all, { ...more, Effect: 'Deny' }]), before), []);
      const none = told([...all, { Effect: 'Deny', Action: '*', Resource: '*' }]);
      assert.deepEqual(ways(none), []);
      assert.deepEqual(none.allows, []);
    }),
    { numRuns },
  );
});

test('a Deny of just what an Allow says takes that Allow away', () => {
  fc.assert(
    fc.property(statements, statement, (all, one) => {
      const { Condition: _, ...plain } = one;
      const allow = { ...plain, Effect: 'Allow' };
      const deny = { ...plain, Effect: 'Deny' };
      // A Deny that AWS wouldn't take is not relied on, nor what a variable may stand for.
      fc.pre(told([deny]).problems.length === 0 && !policy([deny]).includes('${'));
      assert.deepEqual(lost(told([...all, allow, deny]), told(all)), []);
    }),
    { numRuns },
  );
});

test('a boundary never makes a judgement more severe', () => {
  fc.assert(
    fc.property(statements, statements, (all, limits) => {
      const document = policy(all);
      const within = judge([{ name: 'asked', document }], { name: 'boundary', document: policy(limits) });
      assert.deepEqual(lost(within, told(all)), []);
    }),
    { numRuns },
  );
});

const documents = [
  ...dangerous.map((one) => policy([{ Effect: 'Allow', Action: one.actions, Resource: '*' }])),
  ...harmless.map((one) => policy(one.statements)),
];

test('a mutilated document never breaks the judgement or keeps it busy', () => {
  const mutation = fc.record({
    at: fc.nat(1000),
    cut: fc.nat(12),
    put: fc.oneof(
      fc.constantFrom(
        '"',
        '{',
        '[',
        ']',
        '}',
        ',',
        ':',
        '\\u0000',
        '*',
        '?',
        '${',
        '\u0000',
        '[['.repeat(40),
      ),
      fc.string({ maxLength: 6, unit: 'binary' }),
    ),
  });
  let slowestMs = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...documents),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      (document, changes) => {
        const text = changes.reduce((one, { at, cut, put }) => {
          const where = at % (one.length + 1);
          return one.slice(0, where) + put + one.slice(where + cut);
        }, document);
        const start = process.cpuUsage();
        const { problems, unreadable, administrator } = judge([{ name: 'mutilated', document: text }]);
        slowestMs = Math.max(slowestMs, process.cpuUsage(start).user / 1000);
        if (unreadable.length > 0) assert.ok(problems.length > 0 && !administrator);
      },
    ),
    { numRuns: numRuns * 2 },
  );
  // Of the processor's time, so that a busy machine is no finding; a judgement that hangs is.
  assert.ok(slowestMs < 2000, `the slowest took ${Math.round(slowestMs)} ms`);
});

const pattern = fc
  .array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 7 })
  .map((parts) => parts.join(''));
const text = fc.array(fc.constantFrom('a', 'b'), { maxLength: 7 }).map((parts) => parts.join(''));
/** What IAM means, by the plainest way to say it; small patterns only. */
const matches = (one: string, of: string) =>
  new RegExp(`^${one.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(of);

test('patterns match, cover and meet as IAM means them', () => {
  fc.assert(
    fc.property(pattern, pattern, text, (one, other, of) => {
      assert.equal(covers(one, of), matches(one, of));
      assert.equal(namer({ except: false, patterns: [`s:${one}`] })(`s:${of}`), matches(one, of));
      if (covers(one, other) && matches(other, of)) assert.ok(matches(one, of));
      if (matches(one, of) && matches(other, of)) assert.ok(meets(one, other));
    }),
    { numRuns: numRuns * 4 },
  );
});

test('what two lists have in common is in both, and a list covers what it contains', () => {
  const list = fc.record({ except: fc.boolean(), patterns: fc.array(pattern, { maxLength: 3 }) });
  const has = ({ except, patterns }: { except: boolean; patterns: readonly string[] }, of: string) =>
    patterns.some((one) => matches(one, of)) !== except;
  fc.assert(
    fc.property(list, list, text, (one, other, of) => {
      if (has(one, of) && has(other, of)) assert.ok(has(common(one, other), of));
      if (listCovers(one, other) && has(other, of)) assert.ok(has(one, of));
    }),
    { numRuns: numRuns * 4 },
  );
});
