import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { hubRole, memberRole } from '../../src/sandbox/aws/roles.ts';

const SOURCE = new URL('../../src/aws/', import.meta.url);

/** Every SDK operation named in src/aws, as `service:Operation`, read from the code itself. */
function operationsInUse(): ReadonlySet<string> {
  const used = new Set<string>();
  for (const file of readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const text = readFileSync(new URL(file, SOURCE), 'utf8');
    for (const [, names = '', service = ''] of text.matchAll(
      /import \{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g,
    )) {
      for (const name of names.split(',').map((part) => part.trim())) {
        const operation = /^(\w+)Command$/.exec(name)?.[1] ?? /^paginate(\w+)$/.exec(name)?.[1];
        if (operation !== undefined) used.add(`${service.replace('-', '')}:${operation}`);
      }
    }
  }
  return used;
}

/** Permissions that a call needs beside its own (IAM, STS and Secrets Manager service authorization references). */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  'iam:CreateUser': ['iam:TagUser'],
  'sts:AssumeRole': ['sts:SetSourceIdentity'],
  'secretsmanager:CreateSecret': ['secretsmanager:TagResource'],
  // Everybody may ask who they are.
  'sts:GetCallerIdentity': [],
};

const roles = [
  hubRole('o-0000000000'),
  memberRole({ hubAccountId: '111122223333', accountId: '123456789012', externalId: 'x' }),
];

interface Statement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
}

const statements = roles.flatMap(({ inline = {} }) =>
  Object.values(inline).flatMap((document) => document.Statement as readonly Statement[]),
);

test('the roles allow exactly what the code calls', () => {
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action = [] }) => Action);
  const needed = [...operationsInUse()].flatMap((operation) => {
    const also = ALSO[operation];
    return operation === 'sts:GetCallerIdentity' ? [] : [operation, ...(also ?? [])];
  });
  assert.ok(needed.length > 30, 'the code’s operations were found');
  assert.deepEqual([...new Set(allowed)].sort(), [...new Set(needed)].sort());
});

test('no allowed action has a wildcard', () => {
  for (const { Effect, Action = [] } of statements)
    if (Effect === 'Allow') for (const action of [Action].flat()) assert.doesNotMatch(action, /[*?]/);
});

test('the role’s inline policies fit into IAM’s limit of 10,240 characters', () => {
  for (const { inline = {} } of roles) {
    const size = Object.values(inline).reduce((sum, document) => sum + JSON.stringify(document).length, 0);
    assert.ok(size <= 10_240, `${size} characters`);
  }
});
