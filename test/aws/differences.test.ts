import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences } from '../../src/aws/perform/differences.ts';
import type { GroupName, PolicyArn } from '../../src/domain/ids.ts';
import { BOUNDARY, DOCUMENT, story } from './start.ts';

const { expect } = story(42).operation('verify-user');
const seen: Parameters<typeof differences>[1] = {
  path: '/chatelaine/',
  boundaryArn: BOUNDARY,
  tags: [...expect.tags].reverse(),
  groups: expect.groups,
  inlinePolicies: expect.inlinePolicies,
  attachedPolicies: [],
  accessKeys: [{ id: 'AKIA1', status: 'Active', createdAt: '' }],
  hasLoginProfile: false,
};

test('what was planned is no difference, nor are tags of others and the order of members', () => {
  assert.deepEqual(differences(expect, seen), []);
  const shuffled = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(DOCUMENT)).reverse()));
  const others = { ...seen, tags: [...seen.tags, { key: 'cost-centre', value: '7' }] };
  const reordered = {
    ...others,
    inlinePolicies: expect.inlinePolicies.map((policy) => ({ ...policy, document: shuffled })),
  };
  assert.deepEqual(differences(expect, reordered), []);
});

test('each kind of difference is named', () => {
  const arn = 'arn:aws:iam::aws:policy/AdministratorAccess' as PolicyArn;
  const cases: readonly (readonly [Partial<typeof seen>, string])[] = [
    [{ path: '/' }, 'path is /, not /chatelaine/'],
    [{ boundaryArn: arn }, `boundary is ${arn}, not ${BOUNDARY}`],
    [
      { tags: seen.tags.filter(({ key }) => key !== 'chatelaine:owner') },
      'tag chatelaine:owner is missing, not “U1”',
    ],
    [
      { tags: seen.tags.map((tag) => ({ ...tag, value: tag.value.replace('U1', 'U9') })) },
      'tag chatelaine:owner is “U9”, not “U1”',
    ],
    [{ groups: [] }, 'group group-42 is missing'],
    [{ groups: [...seen.groups, 'administrators' as GroupName] }, 'group administrators should not be there'],
    [{ inlinePolicies: [] }, 'inline policy chatelaine-source-network is missing'],
    [
      { inlinePolicies: [...seen.inlinePolicies, { policyName: 'more', document: '{}' }] },
      'inline policy more should not be there',
    ],
    [
      { inlinePolicies: seen.inlinePolicies.map((policy) => ({ ...policy, document: '{}' })) },
      'inline policy chatelaine-source-network says something else',
    ],
    [
      { attachedPolicies: [{ arn, name: 'AdministratorAccess' }] },
      'policy AdministratorAccess is attached and should not be',
    ],
    [{ accessKeys: [] }, '0 active access keys, not 1'],
    [{ accessKeys: [...seen.accessKeys, ...seen.accessKeys] }, '2 active access keys, not 1'],
    [{ hasLoginProfile: true }, 'it has a console password'],
  ];
  for (const [change, words] of cases) assert.deepEqual(differences(expect, { ...seen, ...change }), [words]);
  const { boundaryArn: _, ...unbounded } = seen;
  assert.deepEqual(differences(expect, unbounded), [`boundary is missing, not ${BOUNDARY}`]);
});
