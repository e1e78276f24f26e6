import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from '../../src/domain/house.ts';
import { AccountId, ChannelId } from '../../src/domain/ids.ts';
import type { ReadyAnswer } from '../../src/domain/ready-answer.ts';
import { guidancePaths } from '../../src/guidance/index.ts';
import type { AnswerContext, Conclusion, GuidancePath } from '../../src/guidance/path.ts';

const account = (id: string, name: string): Account => ({
  id: AccountId.parse(id),
  name,
  environment: 'production',
  region: 'eu-west-1',
  channel: ChannelId.parse('C0APPROVALS'),
});

export const context: AnswerContext = {
  accounts: [account('123456789012', 'prod-eu'), account('210987654321', 'staging')],
  partition: 'aws',
  random: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
};

export function pathOf(id: string): GuidancePath {
  const path = guidancePaths.find((candidate) => candidate.id === id);
  if (!path) throw new Error(`There is no path ${id}.`);
  return path;
}

export interface GoldenCase {
  readonly path: string;
  readonly name: string;
  readonly folder: string;
  readonly answers: Readonly<Record<string, string>>;
}

const root = new URL('./answers/', import.meta.url).pathname;

/** One folder a case: `answers.json` in, `expected.txt` out. */
export const goldenCases: readonly GoldenCase[] = readdirSync(root).flatMap((path) =>
  readdirSync(join(root, path)).map((name) => {
    const folder = join(root, path, name);
    const answers = JSON.parse(readFileSync(join(folder, 'answers.json'), 'utf8')) as GoldenCase['answers'];
    return { path, name, folder, answers };
  }),
);

/** Everything that the requester gets to read, as one text. */
export function inWords(conclusion: Conclusion): string {
  switch (conclusion.kind) {
    case 'errors':
      return Object.entries(conclusion.errors)
        .map(([name, says]) => `✕ ${name}: ${says}\n`)
        .join('');
    case 'user':
      return `A user, because: ${conclusion.reason}\n`;
    case 'answer':
      return [
        ...answerWords(conclusion.answer),
        `Counted as: ${conclusion.about}`,
        `Account: ${conclusion.account}`,
        '',
      ].join('\n');
  }
}

function answerWords({ title, means, steps, permissions, sources }: ReadyAnswer): readonly string[] {
  return [
    title,
    means,
    '',
    ...steps.flatMap(({ title: step, text, code }) => [
      `## ${step}`,
      ...(text === undefined ? [] : [text]),
      ...(code === undefined ? [] : ['```', code, '```']),
      '',
    ]),
    '## What it may do',
    permissions,
    '',
    ...sources.map((source) => `- ${source.title}: ${source.url}`),
    '',
  ];
}

/** The trust policy of an answer, as it would be pasted into AWS. */
export function trustOf(answer: ReadyAnswer): string {
  const code = answer.steps.find(({ title }) => title.startsWith('Trust policy'))?.code;
  if (code === undefined) throw new Error(`No trust policy in “${answer.title}”.`);
  return code;
}
