import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { loadConfig } from '../../src/config/config.ts';
import { configurationSchema } from '../../src/config/configuration.ts';
import { Environment } from '../../src/config/environment.ts';
import { sandboxConfiguration } from '../../src/sandbox/house.ts';

const project = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const environment = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  CHATELAINE_SECRET: '0123456789abcdef0123456789abcdef',
};

/** The problems of the sandbox's configuration with one change. */
function problemsWith(change: Readonly<Record<string, unknown>>): readonly string[] {
  const loaded = loadConfig(environment, () => stringify({ ...sandboxConfiguration, ...change }));
  return loaded.ok ? [] : loaded.problems;
}

test('the example configuration is right', () => {
  const loaded = loadConfig(environment, () => project('chatelaine.example.yaml'));
  assert.deepEqual(loaded.ok ? [] : loaded.problems, []);
});

test('the exported schema is the one of the code (node src/main.ts schema > chatelaine.schema.json)', () => {
  assert.deepEqual(
    JSON.parse(project('chatelaine.schema.json')),
    JSON.parse(JSON.stringify(configurationSchema())),
  );
});

test('.env.example explains every variable that is read, and no other', () => {
  const explained = [...project('.env.example').matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map((match) => match[1]);
  assert.deepEqual(explained.sort(), Object.keys(Environment.shape).sort());
});

test('names that point nowhere are found, with their line', () => {
  const cases: readonly (readonly [Readonly<Record<string, unknown>>, RegExp])[] = [
    [
      { rules: [{ when: {}, require: { kind: 'one', from: ['nobody'] } }] },
      /:\d+ rules\[0\]\.require\.from\[0\] names no approver group/,
    ],
    [
      { rules: [{ when: { bundle: 'nothing' }, require: { kind: 'none' } }] },
      /rules\[0\]\.when\.bundle “nothing” is no bundle/,
    ],
    [
      { rules: [{ when: {}, require: { kind: 'two', from: ['security', 'security'] } }] },
      /two different groups/,
    ],
    [{ accounts: [{ id: '123456789012', team: 'nobody' }] }, /accounts\[0\]\.team “nobody” is no team/],
    [{ bundles: [...sandboxConfiguration.bundles, sandboxConfiguration.bundles[0]] }, /is used twice/],
    [
      {
        bundles: [
          { id: 'empty', title: 'Empty', may: 'nothing at all', risk: 'low', group: 'chatelaine-empty' },
        ],
      },
      /needs managedPolicies, a document, or both/,
    ],
    [
      {
        bundles: [
          {
            id: 'odd',
            title: 'Odd',
            may: 'nothing at all',
            risk: 'low',
            group: 'chatelaine-odd',
            document: { Version: '1' },
          },
        ],
      },
      /has no Statement/,
    ],
    [{ users: { namePattern: '(' } }, /users\.namePattern is not a regular expression/],
    [{ channels: { ...sandboxConfiguration.channels, audit: '#audit' } }, /channels\.audit/],
    [{ colour: 'blue' }, /colour/],
  ];
  for (const [change, expected] of cases) assert.match(problemsWith(change).join('\n'), expected);
});

test('mistakes of every kind come together', () => {
  const loaded = loadConfig({ PORT: 'http', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x' }, () =>
    stringify({ ...sandboxConfiguration, teams: [] }),
  );
  assert.ok(!loaded.ok);
  for (const name of [
    'PORT',
    'LOG_LEVEL',
    'DATABASE_URL',
    'SLACK_BOT_TOKEN',
    'CHATELAINE_SECRET',
    'SLACK_APP_TOKEN or',
    'teams',
  ]) {
    assert.ok(
      loaded.problems.some((problem) => problem.includes(name)),
      name,
    );
  }
});

test('a name that points nowhere is told beside a value that is wrong', () => {
  const problems = problemsWith({
    channels: { ...sandboxConfiguration.channels, audit: '#audit' },
    bundles: 'none',
    rules: [
      { when: { action: ['create-service-user', 'rotate-key'] }, require: { kind: 'one', from: ['nobody'] } },
    ],
  });
  for (const expected of [
    /channels\.audit/,
    /:\d+ bundles — /,
    /rules\[0\]\.require\.from\[0\] names no approver group; known are /,
    /rules\[0\]\.when\.action\[1\] “rotate-key” is no action; known are create-service-user, /,
  ])
    assert.match(problems.join('\n'), expected);
});

test('a file that is not YAML says so with its line', () => {
  const loaded = loadConfig(environment, () => 'aws:\n  region: [eu\nchannels: }');
  assert.ok(!loaded.ok);
  assert.match(loaded.problems.join('\n'), /chatelaine\.yaml:\d+ /);
});

test('a bundle’s own document is judged at start, with its line and the path that it opens', () => {
  const deploys = {
    id: 'deploys',
    title: 'Deploys',
    may: 'deploy the functions of the site',
    risk: 'high',
    group: 'chatelaine-deploys',
  };
  const statement = {
    Effect: 'Allow',
    Action: 'lambda:UpdateFunctionCode',
    Resource: 'arn:aws:lambda:*:*:function:site-*',
  };
  const document = { Version: '2012-10-17', Statement: [statement] };
  const problems = (bundle: Readonly<Record<string, unknown>>) =>
    problemsWith({ bundles: [...sandboxConfiguration.bundles, { ...deploys, document, ...bundle }] });
  assert.match(
    problems({})[0] ?? '',
    /^chatelaine\.yaml:\d+ bundles\[\d\]\.document — It can replace the code of a function \(lambda-003: statement 1 of the document\)\. Whoever changes/,
  );
  const reason = 'The site’s functions have no permissions of their own.';
  assert.deepEqual(problems({ accept: [{ path: 'lambda-003', statement, reason }] }), []);
  assert.match(
    problems({ accept: [{ path: 'lambda-3', statement, reason }] })[0] ?? '',
    /accept\[0\]\.path “lambda-3” is no path that is looked for/,
  );
  const misspelt = { ...document, Statement: { ...statement, Action: 'LambdaUpdate' } };
  assert.match(problems({ document: misspelt })[0] ?? '', /“LambdaUpdate” is not an action/);
});
