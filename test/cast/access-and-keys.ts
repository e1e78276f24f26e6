import { boundaryArn } from '../../src/sandbox/aws/roles.ts';
import type { UserSeed } from '../../src/sandbox/aws/seed.ts';
import { PROD_EU } from '../../src/sandbox/scenario/prod-eu.ts';
import { key, known, onlyFrom } from '../../src/sandbox/scenario/vocabulary.ts';
import { people } from '../../src/sandbox/workspace.ts';
import type { Scenario } from './scenario.ts';

const ofNoor = { accountId: PROD_EU, by: people.requester, gates: [], approvers: [] } as const;
const approved = { ...ofNoor, approvers: [people.platformApprover] } as const;

/** With access that can be taken away, and a key that was disabled long ago. */
const wellEquipped: UserSeed = {
  name: 'svc-equipped',
  path: '/chatelaine/',
  createdDaysAgo: 100,
  boundary: boundaryArn(PROD_EU),
  groups: ['developers'],
  inline: { 'chatelaine-source-network': onlyFrom('198.51.100.0/24') },
  tags: known({ owner: people.requester, team: 'platform', purpose: 'everything', kind: 'service' }),
  keys: [{ ...key(100, { daysAgo: 90, of: 's3' }), active: false }, key(60, { daysAgo: 1, of: 's3' })],
};

export const access: readonly Scenario[] = [
  {
    ...approved,
    action: 'change-access',
    name: 'a bundle and its networks are added',
    userName: 'svc-datadog',
    values: { bundles: ['backup-write'], networks: '198.51.100.0/24', reason: 'It writes backups as well' },
    writes: ['CreateGroup', 'PutGroupPolicy', 'PutUserPolicy', 'AddUserToGroup'],
    end: {
      is: 'there',
      groups: ['chatelaine-backup-write', 'metrics-read'],
      inline: ['chatelaine-source-network', 'source-network'],
    },
  },
  {
    ...approved,
    action: 'change-access',
    name: 'one bundle goes, another comes, other networks',
    userName: 'svc-equipped',
    planted: wellEquipped,
    after: {
      ...approved,
      action: 'change-access',
      name: 'first it gets one',
      userName: 'svc-equipped',
      values: { bundles: ['metrics-read'], networks: '198.51.100.0/24', reason: 'It reads metrics' },
      writes: ['CreateGroup', 'AttachGroupPolicy', 'AddUserToGroup'],
      end: { is: 'there' },
    },
    values: { bundles: ['backup-write'], networks: '203.0.113.0/24', reason: 'It has moved, and writes' },
    writes: ['CreateGroup', 'PutGroupPolicy', 'PutUserPolicy', 'RemoveUserFromGroup', 'AddUserToGroup'],
    end: { is: 'there', groups: ['chatelaine-backup-write', 'developers'] },
  },
];

export const keys: readonly Scenario[] = [
  {
    ...ofNoor,
    action: 'rotate-access-key',
    name: 'its owner says that it is switched',
    userName: 'svc-datadog',
    gates: [{ kind: 'answer', by: people.requester }, { kind: 'time' }],
    values: { accessKey: '…1', delivery: 'secrets-manager' },
    writes: ['CreateAccessKey', 'CreateSecret', 'UpdateAccessKey', 'DeleteAccessKey'],
    end: { is: 'there', keys: [true], handedOver: true },
  },
  {
    ...ofNoor,
    action: 'rotate-access-key',
    name: 'the new key is seen at work; a dead one makes room first',
    userName: 'svc-equipped',
    planted: wellEquipped,
    gates: [{ kind: 'switched' }, { kind: 'time' }],
    values: { accessKey: '…2', drop: '…1', delivery: 'secrets-manager' },
    writes: ['DeleteAccessKey', 'CreateAccessKey', 'CreateSecret', 'UpdateAccessKey', 'DeleteAccessKey'],
    end: { is: 'there', keys: [true], handedOver: true },
  },
  {
    ...approved,
    action: 'create-access-key',
    name: 'a second one',
    userName: 'svc-datadog',
    values: { delivery: 'secrets-manager' },
    writes: ['CreateAccessKey', 'CreateSecret'],
    end: { is: 'there', keys: [true, true], handedOver: true },
  },
  {
    ...ofNoor,
    action: 'disable-access-key',
    name: 'its owner, at once',
    userName: 'svc-datadog',
    values: { accessKey: '…1', reason: 'Not needed on holidays' },
    writes: ['UpdateAccessKey'],
    end: { is: 'there', keys: [false] },
  },
  {
    ...approved,
    action: 'enable-access-key',
    name: 'one that was out of use',
    userName: 'svc-equipped',
    planted: wellEquipped,
    values: { accessKey: '…1', reason: 'The old server runs again' },
    writes: ['UpdateAccessKey'],
    end: { is: 'there', keys: [true, true] },
  },
  {
    ...approved,
    action: 'delete-access-key',
    name: 'one that nobody missed',
    userName: 'svc-equipped',
    planted: wellEquipped,
    values: { accessKey: '…1', reason: 'Nobody missed it' },
    writes: ['DeleteAccessKey'],
    end: { is: 'there', keys: [true] },
  },
];
