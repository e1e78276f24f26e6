import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { guidancePaths } from '../../src/guidance/index.ts';
import { splitAnswer } from '../../src/guidance/split-answer.ts';
import { looseEnds } from '../../src/policy/trust.ts';
import { drawMessage } from '../../src/slack/blocks/draw-message.ts';
import { assertMessage } from '../slack/blocks/valid.ts';
import { context, goldenCases, pathOf, trustOf } from './cases.ts';

interface Trust {
  readonly Statement: readonly [
    {
      readonly Principal: Readonly<Record<string, string>>;
      readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
    },
  ];
}

const answered = goldenCases.flatMap((golden) => {
  const conclusion = pathOf(golden.path).conclude(golden.answers, context);
  return conclusion.kind === 'answer' ? [{ ...golden, ...conclusion }] : [];
});

test('there is an answer for every path that leads to a role', () => {
  const paths = guidancePaths.filter(({ leadsTo }) => leadsTo === 'role').map(({ id }) => id);
  assert.deepEqual([...new Set(answered.map(({ path }) => path))].sort(), [...paths].sort());
});

for (const { path, name, answer, answers } of answered) {
  test(`the trust policy of ${path}, ${name}, is tight`, () => {
    const text = trustOf(answer);
    assert.deepEqual(looseEnds(text), []);
    assert.ok(text.replace(/\s/g, '').length < 2048, `${text.length} characters`);
    const [statement] = (JSON.parse(text) as Trust).Statement;
    const [kind = '', principal = ''] = Object.entries(statement.Principal)[0] ?? [];
    assert.doesNotMatch(principal, /[*?$]/);
    if (kind !== 'Federated') return;
    const expected = issuers[path]?.(answers) ?? '';
    const builtIn = path === 'google-cloud';
    assert.equal(principal, builtIn ? expected : `arn:aws:iam::${answers.account}:oidc-provider/${expected}`);
    const { StringEquals = {}, StringLike = {}, ...others } = statement.Condition ?? {};
    assert.deepEqual(others, {});
    assert.ok(String(StringEquals[`${expected}:aud`]).length > 0, 'the audience is pinned');
    const subjects = [StringEquals[`${expected}:sub`] ?? StringLike[`${expected}:sub`]].flat();
    assert.ok(subjects.length > 0 && subjects.every((subject) => String(subject).length > 3));
    for (const value of Object.values({ ...StringEquals, ...StringLike }).flat())
      assert.doesNotMatch(String(value).replaceAll(aRunsId, ''), /[*?]|\$\{/);
    // Two issuers sign nothing but such subjects; the others have none of it.
    assert.equal(Object.keys(StringLike).length > 0, ['bitbucket', 'circleci'].includes(path));
  });

  test(`the answer of ${path}, ${name}, fits into messages`, () => {
    for (const part of splitAnswer(answer))
      assertMessage(drawMessage({ kind: 'ready-answer', answer: part }));
    assert.deepEqual(
      splitAnswer(answer).flatMap(({ steps }) => steps),
      answer.steps,
    );
    for (const { title, url } of answer.sources)
      assert.match(`${title} ${url}`, /^[^<>]+ https:\/\/[\w./?=-]+$/);
  });
}

const aRunsId = '????????-????-????-????-????????????';

/** The issuer's name for IAM: what each vendor documents, written down here once more. */
const issuers: Readonly<Record<string, (answers: Readonly<Record<string, string>>) => string>> = {
  'github-actions': () => 'token.actions.githubusercontent.com',
  'gitlab-ci': ({ instance }) => (instance ?? '').replace(/^https:\/\/|\/$/g, ''),
  circleci: ({ organizationId }) => `oidc.circleci.com/org/${organizationId?.toLowerCase()}`,
  bitbucket: ({ workspace }) =>
    `api.bitbucket.org/2.0/workspaces/${workspace}/pipelines-config/identity/oidc`,
  buildkite: () => 'agent.buildkite.com',
  'hcp-terraform': () => 'app.terraform.io',
  'other-oidc': ({ issuer }) => (issuer ?? '').replace('https://', ''),
  'eks-irsa': ({ issuer }) => (issuer ?? '').replace('https://', ''),
  kubernetes: ({ issuer }) => (issuer ?? '').replace('https://', ''),
  'google-cloud': () => 'accounts.google.com',
  azure: ({ tenantId }) => `sts.windows.net/${tenantId?.toLowerCase()}/`,
};

const poison = fc.constantFrom(
  '"',
  "'",
  '\\',
  '\n',
  '\r',
  '*',
  '?',
  '${',
  '`',
  '$(',
  ';',
  '\u0000',
  '\u202e',
  '<',
  '}"',
);

test('a hostile answer is refused, and what is refused appears nowhere', () => {
  const cases = answered.filter(({ name }) => name.startsWith('usual'));
  fc.assert(
    fc.property(fc.constantFrom(...cases), fc.nat(), fc.nat(), poison, (golden, which, where, bad) => {
      const names = Object.keys(golden.answers);
      const name = names[which % names.length] ?? '';
      const value = golden.answers[name] ?? '';
      const at = 1 + (where % Math.max(1, value.length - 1));
      const answers = { ...golden.answers, [name]: `${value.slice(0, at)}${bad}${value.slice(at)}` };
      const conclusion = pathOf(golden.path).conclude(answers, context);
      assert.equal(conclusion.kind, 'errors', JSON.stringify(answers));
      if (conclusion.kind === 'errors') assert.deepEqual(Object.keys(conclusion.errors), [name]);
    }),
    { numRuns: 2000 },
  );
});

test('whatever is answered: refused beside a field, or a tight policy in which the answers stand for themselves', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 260 }),
    fc.string({ maxLength: 30 }),
    poison,
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...answered),
      fc.dictionary(fc.nat({ max: 8 }).map(String), anything, { maxKeys: 3 }),
      (golden, changes) => {
        const names = pathOf(golden.path).questions.map(({ name }) => name);
        const changed = Object.entries(changes).map(([at, value]) => [
          names[Number(at) % names.length],
          value,
        ]);
        const conclusion = pathOf(golden.path).conclude(
          { ...golden.answers, ...Object.fromEntries(changed) },
          context,
        );
        if (conclusion.kind !== 'answer') return;
        const text = trustOf(conclusion.answer);
        assert.deepEqual(looseEnds(text), []);
        assert.equal(text, JSON.stringify(JSON.parse(text), undefined, 2));
        for (const { code = '' } of conclusion.answer.steps)
          assert.doesNotMatch(code, /(?!\n)[\p{Cc}\u202a-\u202e]/u);
      },
    ),
    { numRuns: 3000 },
  );
});

test('the same answers give the same answer; another form gives another external id', () => {
  for (const { path, answers, answer } of answered) {
    const again = pathOf(path).conclude(answers, context);
    assert.deepEqual(again.kind === 'answer' && again.answer, answer);
  }
  const vendor = { account: '123456789012', vendor: 'Datadog', principal: '464622532012' };
  const ids = ['aa', 'bb'].map((random) => {
    const conclusion = pathOf('third-party-role').conclude(vendor, { ...context, random: random.repeat(16) });
    return conclusion.kind === 'answer'
      ? /chatelaine-\w{32}/.exec(trustOf(conclusion.answer))?.[0]
      : undefined;
  });
  assert.ok(ids[0] && ids[1] && ids[0] !== ids[1]);
});
