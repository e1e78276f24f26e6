import type { AccessKeyFacts, UserFacts } from '../../domain/facts.ts';
import type { OperationOf } from '../../domain/operation.ts';
import { credentialWords } from '../../domain/operation-words.ts';
import { tagValue } from '../../domain/user.ts';
import { sameDocument } from '../policy-document.ts';
import { tagDifferences } from './differences.ts';

type Expectation = OperationOf<'read-back'>['expect'];
/** What was read: empty where nothing is expected. */
export type ReadBack = Pick<
  UserFacts,
  | 'tags'
  | 'boundaryArn'
  | 'accessKeys'
  | 'attachedPolicies'
  | 'groups'
  | 'inlinePolicies'
  | 'mfaDevices'
  | 'hasLoginProfile'
> &
  Required<Pick<UserFacts, 'otherCredentials'>>;

/** What differs from what is named, in words. Whatever isn't named may be as it likes, unless there may be nothing else of its sort. */
export function readBackDifferences(expect: Expectation, seen: ReadBack): readonly string[] {
  return [
    ...tagDifferences(expect.tags ?? [], seen.tags),
    ...(expect.absentTags ?? [])
      .filter((key) => tagValue(seen.tags, key) !== undefined)
      .map((key) => `tag ${key} is still there`),
    ...boundaryDifferences(expect, seen),
    ...credentialDifferences(expect, seen),
    ...permissionDifferences(expect, seen),
    ...(expect.nothingElse ?? []).flatMap((kind) => others[kind](expect, seen)),
  ];
}

function boundaryDifferences({ boundaryArn }: Expectation, seen: ReadBack): readonly string[] {
  if (boundaryArn === undefined || boundaryArn === seen.boundaryArn) return [];
  const is = seen.boundaryArn === undefined ? 'missing' : lastPart(seen.boundaryArn);
  return [`boundary is ${is}, not ${lastPart(boundaryArn)}`];
}

function credentialDifferences(expect: Expectation, seen: ReadBack): readonly string[] {
  const found = [
    ...(expect.accessKeys ?? []).flatMap(({ id, is }) => {
      const status = seen.accessKeys.find((key) => key.id === id)?.status ?? 'gone';
      return isAs(status, is) ? [] : [`access key …${id.slice(-4)} is ${WORD[status]}, not ${WORD[is]}`];
    }),
    ...(expect.otherCredentials ?? []).flatMap(({ credential, id, is }) => {
      const status = seen.otherCredentials.find((one) => one.id === id)?.status ?? 'gone';
      if (isAs(status, is)) return [];
      return [`${credentialWords[credential]} …${id.slice(-4)} is ${WORD[status]}, not ${WORD[is]}`];
    }),
    ...(expect.mfaDevices ?? [])
      .filter((serial) => !seen.mfaDevices.includes(serial))
      .map((serial) => `MFA device ${lastPart(serial)} is missing`),
  ];
  if (expect.consolePassword !== undefined && expect.consolePassword !== seen.hasLoginProfile)
    found.push(seen.hasLoginProfile ? 'it still has a console password' : 'it has no console password');
  return found;
}

function permissionDifferences(expect: Expectation, seen: ReadBack): readonly string[] {
  const arns = seen.attachedPolicies.map(({ arn }) => arn);
  const named = new Map(seen.inlinePolicies.map(({ policyName, document }) => [policyName, document]));
  return [
    ...(expect.attachedPolicies ?? [])
      .filter((arn) => !arns.includes(arn))
      .map((arn) => `policy ${lastPart(arn)} is not attached`),
    ...(expect.detachedPolicies ?? [])
      .filter((arn) => arns.includes(arn))
      .map((arn) => `policy ${lastPart(arn)} is still attached`),
    ...(expect.groups ?? [])
      .filter((group) => !hasName(seen.groups, group))
      .map((group) => `group ${group} is missing`),
    ...(expect.absentGroups ?? [])
      .filter((group) => hasName(seen.groups, group))
      .map((group) => `it is still in the group ${group}`),
    ...(expect.inlinePolicies ?? []).flatMap(({ policyName, document }) => {
      const is = named.get(policyName);
      if (is === undefined) return [`inline policy ${policyName} is missing`];
      return sameDocument(is, document) ? [] : [`inline policy ${policyName} says something else`];
    }),
    ...(expect.absentInlinePolicies ?? [])
      .filter((policyName) => named.has(policyName))
      .map((policyName) => `inline policy ${policyName} is still there`),
  ];
}

type Kind = NonNullable<Expectation['nothingElse']>[number];

/** What is there beyond what is named, of each kind of thing. */
const others: Readonly<Record<Kind, (expect: Expectation, seen: ReadBack) => readonly string[]>> = {
  accessKeys: (expect, seen) =>
    seen.accessKeys
      .filter(({ id }) => !expect.accessKeys?.some((key) => key.id === id))
      .map(({ id }) => `there is another access key, …${id.slice(-4)}`),
  attachedPolicies: (expect, seen) =>
    seen.attachedPolicies
      .filter(({ arn }) => !expect.attachedPolicies?.includes(arn) && !expect.detachedPolicies?.includes(arn))
      .map(({ name }) => `policy ${name} is attached and should not be`),
  groups: (expect, seen) =>
    seen.groups
      .filter((group) => !hasName([...(expect.groups ?? []), ...(expect.absentGroups ?? [])], group))
      .map((group) => `group ${group} should not be there`),
  inlinePolicies: (expect, seen) =>
    seen.inlinePolicies
      .map(({ policyName }) => policyName)
      .filter((policyName) => !expect.inlinePolicies?.some((policy) => policy.policyName === policyName))
      .filter((policyName) => !expect.absentInlinePolicies?.includes(policyName))
      .map((policyName) => `inline policy ${policyName} should not be there`),
  otherCredentials: (expect, seen) =>
    seen.otherCredentials
      .filter(({ id }) => !expect.otherCredentials?.some((one) => one.id === id))
      .map(({ credential, id }) => `there is another ${credentialWords[credential]}, …${id.slice(-4)}`),
  mfaDevices: (expect, seen) =>
    seen.mfaDevices
      .filter((serial) => !expect.mfaDevices?.includes(serial))
      .map((serial) => `MFA device ${lastPart(serial)} should not be there`),
};

type Status = AccessKeyFacts['status'] | 'gone';
type Expected = NonNullable<Expectation['accessKeys']>[number]['is'];

/** One that has expired meanwhile is as good as disabled. */
function isAs(status: Status, expected: Expected): boolean {
  if (expected === 'unusable') return status !== 'Active';
  return status === expected || (status === 'Expired' && expected === 'Inactive');
}

const WORD: Readonly<Record<Status | Expected, string>> = {
  Active: 'enabled',
  Inactive: 'disabled',
  Expired: 'expired',
  gone: 'gone',
  unusable: 'out of use',
};

/** IAM's names are one whatever their case. */
function hasName(names: readonly string[], name: string): boolean {
  return names.some((one) => one.toLowerCase() === name.toLowerCase());
}

const lastPart = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
