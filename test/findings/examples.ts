import type { RuleId } from '../../src/domain/finding.ts';
import { AccessKeyId, GroupName, UserName } from '../../src/domain/ids.ts';
import type { Inventory, InventoryUser, OtherCredential, Reading, Use } from '../../src/domain/inventory.ts';
import type { Thresholds } from '../../src/domain/staleness.ts';
import type { Settings } from '../../src/findings/rule.ts';
import { ACCOUNT, ago, house, inline, key, NOW, person, policyArn, read, tags, user } from './inventory.ts';

/** One rule told by examples. `passed` is asked for ages; the rule finds it from a moment after its threshold on. */
export interface Example {
  readonly found: Reading;
  /** The words of the evidence, whole. */
  readonly words: string;
  /** What the rule says nothing about, by why. */
  readonly silent: Readonly<Record<string, Reading>>;
  readonly passed?: {
    readonly threshold: keyof Thresholds;
    readonly days: number;
    readonly at: (days: number) => Reading;
  };
  readonly settings?: Partial<Settings>;
}

const one = (change: Partial<InventoryUser>): Reading => read({ users: [user(change)] });
const people = (change: Partial<InventoryUser>): Reading => read({ users: [person(change)] });
const root = (change: Partial<Inventory['root']>): Reading =>
  read({
    root: { hasMfa: true, hasKeys: false, hasPassword: true, passwordUse: { kind: 'never' }, ...change },
  });
const used = (days: number) => ({ kind: 'used', at: ago(days), service: 's3', region: 'eu-west-1' }) as const;
const never = { kind: 'never' } as const;
const unknown = { kind: 'unknown' } as const;
/** Takes a member out that could not be had. */
const missing = undefined as never;
const other = (kind: OtherCredential['kind'], days: number, change: Partial<OtherCredential> = {}) =>
  one({
    otherCredentials: [{ kind, id: 'APKAEXAMPLE0001', status: 'Active', createdAt: ago(days), ...change }],
  });
const bedrock = { service: 'bedrock.amazonaws.com', id: 'ACCAEXAMPLE0002' };
const unnamed = AccessKeyId.parse('AKIAEXAMPLEEXAMM2PX');
const noReport = { 'keys that nobody could list': one({ keys: missing }) };
const password = (changedAt: string | undefined, use: Use) =>
  people({ password: { kind: 'set', use, ...(changedAt === undefined ? {} : { changedAt }) } });
const noPassword = {
  'no password': people({ password: { kind: 'none' } }),
  'a password that the report knows nothing of': people({ password: { kind: 'unknown' } }),
};

export const examples: Readonly<Record<RuleId, Example>> = {
  'key-old': {
    found: one({ keys: [key({ createdAt: ago(412), use: used(2 / 24) })] }),
    words: 'key …Q7TA 412 d old, last used 2 h ago, s3 eu-west-1',
    silent: { ...noReport, 'a disabled key': one({ keys: [key({ createdAt: ago(412), isActive: false })] }) },
    passed: {
      threshold: 'keyOlderThanDays',
      days: 90,
      at: (days) => one({ keys: [key({ createdAt: ago(days) })] }),
    },
  },
  'key-unused': {
    found: one({ keys: [key({ createdAt: ago(80), use: used(61) })] }),
    words: 'key …Q7TA last used 61 d ago, s3 eu-west-1',
    silent: {
      ...noReport,
      'never used (another rule’s)': one({ keys: [key({ createdAt: ago(80), use: never })] }),
      'a use that nobody knows': one({ keys: [key({ createdAt: ago(80), use: unknown })] }),
    },
    passed: {
      threshold: 'keyUnusedDays',
      days: 45,
      at: (days) => one({ keys: [key({ createdAt: ago(80), use: used(days) })] }),
    },
  },
  'key-never-used': {
    found: one({ keys: [key({ id: unnamed, createdAt: ago(60), use: never })] }),
    words: 'key …M2PX never used, 60 d old',
    silent: {
      ...noReport,
      used: one({ keys: [key({ createdAt: ago(60) })] }),
      'a use that nobody knows': one({ keys: [key({ createdAt: ago(60), use: unknown })] }),
    },
    passed: {
      threshold: 'keyNeverUsedDays',
      days: 7,
      at: (days) => one({ keys: [key({ createdAt: ago(days), use: never })] }),
    },
  },
  'key-two-active': {
    found: one({ keys: [key(), key({ id: unnamed, createdAt: ago(30), use: used(20) })] }),
    words: '2 active keys: …Q7TA last used 1 h ago, s3 eu-west-1; …M2PX last used 20 d ago, s3 eu-west-1',
    silent: {
      ...noReport,
      'one of two disabled': one({ keys: [key(), key({ id: unnamed, isActive: false })] }),
    },
  },
  'key-disabled': {
    found: one({ keys: [key({ createdAt: ago(80), isActive: false, use: used(44) })] }),
    words: 'key …Q7TA disabled, last used 44 d ago, s3 eu-west-1, 80 d old',
    silent: {
      ...noReport,
      'an active key': one({ keys: [key({ createdAt: ago(80), use: used(44) })] }),
      'seen disabled since yesterday': one({
        keys: [key({ createdAt: ago(80), isActive: false, use: used(44), disabledSince: ago(1) })],
      }),
      'a use that nobody knows': one({ keys: [key({ createdAt: ago(80), isActive: false, use: unknown })] }),
    },
    passed: {
      threshold: 'keyDisabledDays',
      days: 30,
      at: (days) =>
        one({
          keys: [key({ createdAt: ago(80), isActive: false, use: used(70), disabledSince: ago(days) })],
        }),
    },
  },
  'key-surplus': {
    found: one({
      keys: [
        key(),
        key({ id: unnamed, isActive: false }),
        key({ id: AccessKeyId.parse('AKIAEXAMPLEEXAMPLE03'), use: never }),
      ],
    }),
    words: '3 keys: …Q7TA last used 1 h ago, s3 eu-west-1; …M2PX disabled; …LE03 never used',
    silent: { ...noReport, 'two keys': one({ keys: [key(), key({ id: unnamed })] }) },
  },
  'key-on-person': {
    found: people({ keys: [key()] }),
    words: 'key …Q7TA of a person, last used 1 h ago, s3 eu-west-1',
    silent: {
      'a service user': one({}),
      'a disabled key': people({ keys: [key({ isActive: false })] }),
      'keys that nobody could list': people({ keys: missing }),
    },
  },
  'key-outside-networks': {
    found: one({ keys: [key({ usedFrom: ['198.51.100.7', '203.0.113.9'] })] }),
    words: 'key …Q7TA used from 203.0.113.9; declared is 198.51.100.0/24',
    silent: {
      'from within': one({ keys: [key({ usedFrom: ['198.51.100.7'] })] }),
      'no trail': one({}),
      'nothing declared': one({ inlinePolicies: [], keys: [key({ usedFrom: ['203.0.113.9'] })] }),
    },
  },
  'service-credential-old': {
    found: other('service-specific-credential', 210, { ...bedrock, endsAt: ago(-30) }),
    words: 'bedrock credential …0002 210 d old',
    silent: { disabled: other('service-specific-credential', 210, { ...bedrock, status: 'Inactive' }) },
    passed: {
      threshold: 'otherCredentialOlderThanDays',
      days: 90,
      at: (days) => other('service-specific-credential', days),
    },
  },
  'service-credential-without-end': {
    found: other('service-specific-credential', 5, bedrock),
    words: 'bedrock credential …0002 without an end, 5 d old',
    silent: {
      'with an end': other('service-specific-credential', 5, { ...bedrock, endsAt: ago(-30) }),
      'a service that knows no end': other('service-specific-credential', 5, {
        service: 'codecommit.amazonaws.com',
      }),
      expired: other('service-specific-credential', 5, { ...bedrock, status: 'Expired' }),
    },
  },
  'ssh-key-old': {
    found: other('ssh-public-key', 1300),
    words: 'SSH key …0001 1300 d old',
    silent: { disabled: other('ssh-public-key', 1300, { status: 'Inactive' }) },
    passed: {
      threshold: 'otherCredentialOlderThanDays',
      days: 90,
      at: (days) => other('ssh-public-key', days),
    },
  },
  'ssh-key-disabled': {
    found: other('ssh-public-key', 1500, { status: 'Inactive' }),
    words: 'SSH key …0001 disabled, 1500 d old',
    silent: { active: other('ssh-public-key', 1500) },
    passed: {
      threshold: 'otherCredentialDisabledDays',
      days: 30,
      at: (days) => other('ssh-public-key', 900, { status: 'Inactive', disabledSince: ago(days) }),
    },
  },
  'certificate-old': {
    found: other('signing-certificate', 500, { id: 'certificate 1' }),
    words: 'signing certificate 1 500 d old',
    silent: { disabled: other('signing-certificate', 500, { status: 'Inactive' }) },
    passed: {
      threshold: 'otherCredentialOlderThanDays',
      days: 90,
      at: (days) => other('signing-certificate', days),
    },
  },
  'certificate-disabled': {
    found: other('signing-certificate', 900, { id: 'certificate 2', status: 'Inactive' }),
    words: 'signing certificate 2 disabled, 900 d old',
    silent: { active: other('signing-certificate', 900) },
    passed: {
      threshold: 'otherCredentialDisabledDays',
      days: 30,
      at: (days) => other('signing-certificate', days, { status: 'Inactive' }),
    },
  },
  'password-without-mfa': {
    found: people({ hasMfa: false }),
    words: 'console password without MFA, last used 24 h ago',
    silent: {
      ...noPassword,
      'MFA that the report knows nothing of': people({ hasMfa: missing }),
      'with MFA': people({}),
    },
  },
  'password-unused': {
    found: password(ago(80), { kind: 'used', at: ago(60) }),
    words: 'console password last used 60 d ago',
    silent: {
      ...noPassword,
      'never used (another rule’s)': password(ago(80), never),
      'a break-glass user': people({
        userName: UserName.parse('break-glass-1'),
        password: { kind: 'set', use: { kind: 'used', at: ago(600) } },
      }),
    },
    passed: {
      threshold: 'passwordUnusedDays',
      days: 45,
      at: (days) => password(ago(80), { kind: 'used', at: ago(days) }),
    },
  },
  'password-never-used': {
    found: password(ago(15), never),
    words: 'console password never used, set 15 d ago',
    silent: { ...noPassword, used: people({}), 'a use that nobody knows': password(ago(15), unknown) },
    passed: { threshold: 'passwordNeverUsedDays', days: 7, at: (days) => password(ago(days), never) },
  },
  'password-old': {
    found: password(ago(120), { kind: 'used', at: ago(1) }),
    words: 'console password 120 d old, 60 d allowed',
    silent: { ...noPassword, 'nobody knows since when': password(undefined, { kind: 'used', at: ago(1) }) },
    settings: { house: house({ staleness: { thresholds: { passwordOlderThanDays: 60 } } }) },
    passed: {
      threshold: 'passwordOlderThanDays',
      days: 60,
      at: (days) => password(ago(days), { kind: 'used', at: ago(1) }),
    },
  },
  'password-on-service-user': {
    found: one({ password: { kind: 'set', changedAt: ago(5), use: never }, hasMfa: true }),
    words: 'a service user with a console password, never used',
    silent: {
      'a person': people({}),
      'no password': one({}),
      'a password that the report knows nothing of': one({ password: { kind: 'unknown' } }),
    },
  },
  'user-inactive': {
    found: one({ createdAt: ago(460), keys: [key({ createdAt: ago(460), use: used(301) })] }),
    words: 'last did something 301 d ago, 460 d old',
    silent: {
      'keys that nobody could list': one({ createdAt: ago(460), keys: missing }),
      'a use that nobody knows': one({
        createdAt: ago(460),
        keys: [key({ createdAt: ago(460), use: unknown })],
      }),
      'a password that nobody knows of': one({
        createdAt: ago(460),
        keys: [],
        password: { kind: 'unknown' },
      }),
      'a credential whose use AWS doesn’t note': one({
        createdAt: ago(460),
        keys: [],
        otherCredentials: [{ kind: 'ssh-public-key', id: 'APKA1', status: 'Active', createdAt: ago(460) }],
      }),
      'a new key': one({ createdAt: ago(460), keys: [key({ use: never })] }),
    },
    passed: {
      threshold: 'userInactiveDays',
      days: 90,
      at: (days) => one({ createdAt: ago(days), keys: [] }),
    },
  },
  'user-past-end': {
    found: one({ tags: tags({ 'chatelaine:ends': '2026-11-15' }) }),
    words: 'ended on 2026-11-15, 9 d ago',
    silent: {
      'ends today': one({ tags: tags({ 'chatelaine:ends': NOW.slice(0, 10) }) }),
      'no end': one({ tags: tags({ 'chatelaine:ends': undefined }) }),
      'no date': one({ tags: tags({ 'chatelaine:ends': '2026-02-31x' }) }),
    },
  },
  'user-review-overdue': {
    found: one({ createdAt: ago(800), tags: tags({ 'chatelaine:reviewed': '2025-10-01' }) }),
    words: 'last reviewed 420 d ago',
    silent: {
      'reviewed lately': one({ createdAt: ago(800), tags: tags({ 'chatelaine:reviewed': '2026-10-01' }) }),
      'not Chatelaine’s': one({ createdAt: ago(800), tags: [] }),
    },
    passed: { threshold: 'reviewEveryDays', days: 365, at: (days) => one({ createdAt: ago(days) }) },
  },
  'user-without-owner': {
    found: one({ tags: tags({ 'chatelaine:owner': 'jane@example.com' }) }),
    words: 'its owner tag names nobody in Slack: jane@example.com',
    silent: {
      'an owner': one({}),
      'an owner under another spelling': one({ tags: [{ key: 'Chatelaine:Owner', value: 'U042' }] }),
    },
  },
  'user-owner-gone': {
    found: one({ tags: tags({ 'chatelaine:owner': 'U0GONE' }) }),
    words: 'its owner is gone from Slack (team platform)',
    silent: {
      'an owner who is there': one({}),
      'an owner nobody asked about': one({ tags: tags({ 'chatelaine:owner': 'U0OTHER' }) }),
    },
    settings: {
      owners: new Map([
        ['U0GONE', 'gone'],
        ['U042', 'present'],
      ]) as unknown as NonNullable<Settings['owners']>,
    },
  },
  'user-tags': {
    found: one({
      tags: tags({ 'chatelaine:team': 'growth', 'chatelaine:ends': 'soon', 'cost-center': '12' }),
    }),
    words:
      'cost-center is “12”, not of the form [0-9]{4}, chatelaine:team is “growth”, which is no team, chatelaine:ends is “soon”, which is no date',
    silent: { 'all there': one({ tags: tags({ 'Cost-Center': '4711' }) }) },
    settings: { house: house({ tags: { required: [{ key: 'cost-center', format: '[0-9]{4}' }] } }) },
  },
  'user-unmanaged': {
    found: one({ createdAt: ago(40), tags: tags({ 'chatelaine:request': undefined }) }),
    words: 'not made through Chatelaine, 40 d old',
    silent: {
      made: one({}),
      adopted: one({ tags: tags({ 'chatelaine:request': undefined, 'chatelaine:adopted': 'IAM-9' }) }),
      'a break-glass user': one({ tags: [{ key: 'chatelaine:break-glass', value: 'true' }] }),
    },
  },
  'user-quarantined-long': {
    found: one({ quarantineSeenSince: ago(1), tags: tags({ 'chatelaine:quarantined': '2026-10-15' }) }),
    words: 'quarantined for 41 d',
    silent: { 'not quarantined': one({ tags: tags({ 'chatelaine:quarantined': '2026-10-15' }) }) },
    passed: { threshold: 'quarantinedDays', days: 30, at: (days) => one({ quarantineSeenSince: ago(days) }) },
  },
  'user-quarantined-by-aws': {
    found: one({ attachedPolicies: [policyArn('AWSCompromisedKeyQuarantineV3')] }),
    words: 'AWS found a key of it in public and attached AWSCompromisedKeyQuarantineV3',
    silent: { 'not quarantined': one({}) },
  },
  'access-administrator': {
    found: one({ attachedPolicies: [policyArn('AdministratorAccess')], boundaryArn: missing }),
    words: 'an administrator by statement 1 of AdministratorAccess',
    silent: {
      bounded: one({ attachedPolicies: [policyArn('AdministratorAccess')] }),
      'a document that could not be read': one({
        attachedPolicies: [policyArn('Unknown')],
        boundaryArn: missing,
      }),
      quarantined: one({
        attachedPolicies: [policyArn('AdministratorAccess')],
        boundaryArn: missing,
        quarantineSeenSince: ago(1),
      }),
    },
  },
  'access-escalation': {
    found: one({ attachedPolicies: [policyArn('PassAndRun')], boundaryArn: missing }),
    words: 'can hand any role to a service (statement 1 of PassAndRun), and 1 other way',
    silent: {
      bounded: one({ attachedPolicies: [policyArn('PassAndRun')] }),
      'an administrator, who needs no path': one({
        attachedPolicies: [policyArn('AdministratorAccess')],
        boundaryArn: missing,
      }),
    },
  },
  'access-attached-directly': {
    found: one({ attachedPolicies: [policyArn('ReadOnly')] }),
    words: 'attached to it: ReadOnly',
    silent: {
      nothing: one({}),
      'the quarantine': one({ attachedPolicies: [policyArn('chatelaine/chatelaine-quarantine', ACCOUNT)] }),
      'AWS’s quarantine': one({ attachedPolicies: [policyArn('AWSCompromisedKeyQuarantineV2')] }),
    },
  },
  'access-inline-policy': {
    found: one({ inlinePolicies: [inline('deploy', 'ReadOnly'), inline('net', 'network')] }),
    words: 'inline policy deploy',
    silent: { 'one that only denies': one({}) },
  },
  'access-without-group': {
    found: one({ groups: [] }),
    words: 'in no group',
    silent: { 'in one': one({ groups: [GroupName.parse('gone-meanwhile')] }) },
  },
  'access-without-boundary': {
    found: one({ boundaryArn: missing }),
    words: 'no permissions boundary',
    silent: { bounded: one({}) },
  },
  'access-without-network': {
    found: one({ inlinePolicies: [] }),
    words: 'its key works from everywhere',
    silent: {
      bound: one({}),
      'no active key': one({ inlinePolicies: [], keys: [key({ isActive: false })] }),
      'keys that nobody could list': one({ inlinePolicies: [], keys: missing }),
      'a person': people({ inlinePolicies: [], keys: [key()] }),
    },
  },
  'root-key': {
    found: root({ hasKeys: true, keys: [key({ createdAt: ago(8) })] }),
    words: 'root has an access key, last used 1 h ago, s3 eu-west-1',
    silent: { none: root({}), 'nobody knows': root({ hasKeys: missing }) },
  },
  'root-without-mfa': {
    found: root({ hasMfa: false }),
    words: 'root has no MFA device',
    silent: {
      'with MFA': root({}),
      'no password to sign in with': root({ hasMfa: false, hasPassword: false }),
      'nobody knows': root({ hasMfa: missing }),
    },
  },
  'root-used': {
    found: root({ passwordUse: { kind: 'used', at: ago(3) } }),
    words: 'root was used 3 d ago, by password',
    silent: {
      never: root({}),
      'nobody knows': root({ passwordUse: unknown }),
      'long ago': root({ passwordUse: { kind: 'used', at: ago(31) } }),
    },
  },
  'root-password': {
    found: root({ isCentrallyManaged: true }),
    words: 'root has a password, although the organization manages root centrally',
    silent: {
      'not managed centrally': root({ isCentrallyManaged: false }),
      'nobody knows': root({}),
      'no password': root({ isCentrallyManaged: true, hasPassword: false }),
    },
  },
  'account-password-policy': {
    found: read({ passwordPolicy: 'none', users: [person()] }),
    words: 'password policy: there is none; 1 user has one',
    silent: { strong: read({}), 'nobody knows': read({ passwordPolicy: missing }) },
  },
  'account-no-report': {
    found: read({ credentials: { kind: 'asked', because: 'AWS has a fault of its own.' } }),
    words: 'no credential report; each user was asked for by itself',
    silent: { 'a report': read({}) },
  },
  'account-unreachable': {
    found: {
      kind: 'unread',
      accountId: ACCOUNT,
      failure: {
        what: 'the account',
        at: NOW,
        code: 'account-unreachable',
        message: 'Chatelaine can’t get into prod-eu.',
        temporary: false,
      },
    },
    words: 'Chatelaine can’t get into prod-eu.',
    silent: { read: read({}) },
  },
};
