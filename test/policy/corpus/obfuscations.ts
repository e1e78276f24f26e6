import type { JudgedPolicy } from '../../../src/policy/judge.ts';

/** The same powers written so that a reader, or a comparison of texts, misses them. */
export const obfuscations: Readonly<Record<string, (actions: readonly string[]) => readonly JudgedPolicy[]>> =
  {
    plain: (actions) => [asked([{ Effect: 'Allow', Action: actions, Resource: '*' }])],
    case: (actions) => [
      asked([{ Effect: 'Allow', Action: actions.map(eachOther), Resource: '*', Sid: 'ReadOnly' }]),
    ],
    wildcards: (actions) => [
      asked([{ Effect: 'Allow', Action: actions.map(starred), Resource: ['arn:aws:*:*:*:*', 'arn:aws:*'] }]),
    ],
    'NotAction and NotResource': (actions) => [
      asked([
        {
          Effect: 'Allow',
          NotAction: ['s3:Delete*', 'sqs:*', 'iam:GetUser', ...unrelated(actions)],
          NotResource: ['arn:aws:s3:::secret/*'],
        },
      ]),
    ],
    'group plus user': (actions) => {
      const half = Math.ceil(actions.length / 2);
      const own = actions.slice(half);
      return [
        {
          name: 'group developers',
          held: own.length > 0,
          document: text([{ Effect: 'Allow', Action: actions.slice(0, half), Resource: '*' }]),
        },
        asked([{ Effect: 'Allow', Action: ['s3:GetObject', ...own], Resource: '*' }]),
      ];
    },
    'unicode escapes': (actions) => [
      {
        name: 'asked',
        document: `{"Statement":[{"Effect":"Allow","Action":[${actions.map(escaped).join()}],"\\u0052esource":"\\u002a"}]}`,
      },
    ],
    'single values': (actions) =>
      actions.map((action, index) => ({
        name: `asked ${index + 1}`,
        document: JSON.stringify({ Statement: { Resource: '*', Action: action, Effect: 'Allow' } }),
      })),
  };

const asked = (statements: readonly unknown[]): JudgedPolicy => ({
  name: 'asked',
  document: text(statements),
});
const text = (statements: readonly unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const eachOther = (action: string) =>
  [...action].map((letter, at) => (at % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase())).join('');

/** `i?m:Cr*teP*licyVersio?` */
function starred(action: string): string {
  const [service = '', name = ''] = action.split(':');
  const inService = service.length > 2 ? `${service[0]}?${service.slice(2)}` : service;
  return `${inService}:${name.slice(0, 2)}*${name.slice(-3, -1)}?`;
}

/** Services that the path doesn't need may well be left out: it stays open. */
const unrelated = (actions: readonly string[]) =>
  ['dynamodb', 'lambda', 'ec2', 'glue']
    .filter((service) => !actions.some((action) => action.startsWith(`${service}:`)))
    .map((service) => `${service}:*`);

const escaped = (action: string) =>
  `"${[...action].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;
