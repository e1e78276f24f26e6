import { PROD_EU } from '../../src/sandbox/scenario/prod-eu.ts';
import { people } from '../../src/sandbox/workspace.ts';
import type { Scenario } from './scenario.ts';

// What is asked about users of the sandbox's organization: svc-backup is Ines’s, svc-datadog and svc-etl are Noor’s, svc-legacy-ftp is nobody’s.

const inProd = { accountId: PROD_EU, gates: [], approvers: [people.platformApprover] } as const;

export const creation: readonly Scenario[] = [
  {
    ...inProd,
    action: 'create-service-user',
    name: 'two bundles whose groups are not there yet',
    userName: 'svc-cast-new',
    by: people.requester,
    values: {
      path: 'third-party-keys',
      vendor: 'Datadog forwarder',
      documentation: 'https://docs.example.com/forwarder',
      purpose: 'Ship CloudWatch metrics to Datadog',
      owner: people.requester,
      team: 'platform',
      environment: 'production',
      usedFrom: 'Datadog EU, forwarder',
      networks: '198.51.100.0/24',
      bundles: ['backup-write', 'metrics-read'],
      ends: '+90 days',
      delivery: 'secrets-manager',
    },
    writes: [
      'CreateGroup',
      'AttachGroupPolicy',
      'CreateGroup',
      'PutGroupPolicy',
      'CreateUser',
      'PutUserPolicy',
      'AddUserToGroup',
      'AddUserToGroup',
      'CreateAccessKey',
      'CreateSecret',
    ],
    end: {
      is: 'there',
      groups: ['chatelaine-backup-write', 'chatelaine-metrics-read'],
      inline: ['chatelaine-source-network'],
      keys: [true],
      bounded: true,
      handedOver: true,
    },
  },
];

export const ownership: readonly Scenario[] = [
  {
    ...inProd,
    action: 'tag-user',
    name: 'its owner sets two and removes one, at once',
    userName: 'svc-backup',
    by: people.owner,
    approvers: [],
    values: { tags: 'cost-center=4711\nservice=shop backup\n-chatelaine:environment' },
    writes: ['TagUser', 'UntagUser'],
    end: {
      is: 'there',
      tags: { 'cost-center': '4711', service: 'shop backup', 'chatelaine:environment': undefined },
    },
  },
  {
    ...inProd,
    action: 'claim-user',
    name: 'nobody’s user becomes somebody’s',
    userName: 'svc-legacy-ftp',
    by: people.requester,
    values: { team: 'platform', purpose: 'File drop of the old shop' },
    writes: ['TagUser'],
    end: { is: 'there', tags: { 'chatelaine:owner': people.requester } },
  },
  {
    ...inProd,
    action: 'extend-user',
    name: 'another ninety days',
    userName: 'svc-statuspage',
    by: people.owner,
    values: { ends: '+90 days', reason: 'The vendor keeps asking for it' },
    writes: ['TagUser'],
    end: { is: 'there', keys: [true] },
  },
  {
    ...inProd,
    action: 'transfer-user',
    name: 'the new owner accepts',
    userName: 'svc-backup',
    by: people.owner,
    gates: [{ kind: 'answer', by: people.requester }],
    values: { newOwner: people.requester, team: 'data', reason: 'Noor runs the backups now' },
    writes: ['TagUser'],
    end: { is: 'there', tags: { 'chatelaine:owner': people.requester, 'chatelaine:team': 'data' } },
  },
  {
    ...inProd,
    action: 'adopt-user',
    name: 'a user from elsewhere is described and bounded',
    userName: 'svc-reporting',
    by: people.requester,
    values: {
      team: 'data',
      purpose: 'Monthly reports',
      environment: 'production',
      usedFrom: 'the reporting server',
      ends: '+120 days',
      boundary: 'set',
    },
    writes: ['TagUser', 'PutUserPermissionsBoundary'],
    end: { is: 'there', tags: { 'chatelaine:owner': people.requester }, keys: [true], bounded: true },
  },
  {
    ...inProd,
    action: 'exempt-finding',
    name: 'an old key may stay for a while',
    userName: 'svc-backup',
    by: people.owner,
    values: { rule: 'key-old', until: '+90 days', reason: 'The vendor changes its key in spring' },
    writes: [],
    end: { is: 'there', keys: [true] },
  },
];
