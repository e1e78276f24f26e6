import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dangerOf } from '../../src/policy/danger.ts';
import { judge } from '../../src/policy/judge.ts';
import { awsManagedPolicies } from '../../src/sandbox/aws/aws-managed-policies.ts';

const policies = awsManagedPolicies.map(({ arn, document }) => ({ name: arn, document }));
const boundary = {
  name: 'boundary',
  document: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
    ],
  },
};
const broken = { name: 'broken', document: '{' };

test('a user is as dangerous as a judgement says, with and without a boundary', () => {
  for (const documents of [[], [broken], ...policies.map((policy) => [policy]), policies]) {
    for (const limit of [undefined, boundary, broken]) {
      const { administratorBy, escalations, network, unreadable } = judge(documents, limit);
      assert.deepEqual(dangerOf(documents, limit), { administratorBy, escalations, network, unreadable });
    }
  }
});
