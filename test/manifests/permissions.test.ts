import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { hubRole, memberRole } from '../../src/sandbox/aws/roles.ts';
import type { RoleSeed } from '../../src/sandbox/aws/seed.ts';

/** Calls that ask for another permission than their own name, or for none. */
const asks: Readonly<Record<string, readonly string[]>> = {
  // Needs no permission (STS API reference).
  'sts:GetCallerIdentity': [],
  'sts:AssumeRole': ['sts:AssumeRole', 'sts:SetSourceIdentity'],
  // Tags given with the call are authorized as tagging.
  'iam:CreateUser': ['iam:CreateUser', 'iam:TagUser'],
  'secretsmanager:CreateSecret': ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
};

/** Every call that the code can make, by the commands and paginators that it imports. */
function callsOfTheCode(): ReadonlySet<string> {
  const calls = globSync('src/aws/**/*.ts', { cwd: new URL('../../', import.meta.url) }).flatMap((path) => {
    const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    return [...text.matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-([a-z-]+)'/g)].flatMap(
      ([, names = '', client = '']) =>
        [...names.matchAll(/\b(?:paginate(\w+)|(\w+)Command)\b/g)].map(
          ([, paged, once]) => `${client.replaceAll('-', '')}:${paged ?? once}`,
        ),
    );
  });
  return new Set(calls.flatMap((call) => asks[call] ?? [call]));
}

function allowedBy(...roles: readonly RoleSeed[]): ReadonlySet<string> {
  const documents = roles.flatMap(({ inline = {} }) => Object.values(inline));
  return new Set(
    documents
      .flatMap((document) => (document as { Statement: readonly Record<string, unknown>[] }).Statement)
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => [Action].flat() as string[]),
  );
}

test('the shipped roles allow what the code calls, and nothing that it doesn’t', () => {
  const member = memberRole({ hubAccountId: '111122223333', accountId: '123456789012', externalId: 'x' });
  const allowed = allowedBy(hubRole('o-abcdefghij'), member);
  const calls = callsOfTheCode();
  assert.ok(calls.size > 30, `only ${calls.size} calls found`);
  assert.deepEqual([...calls].filter((call) => !allowed.has(call)).sort(), [], 'missing permissions');
  assert.deepEqual([...allowed].filter((action) => !calls.has(action)).sort(), [], 'unused permissions');
});
