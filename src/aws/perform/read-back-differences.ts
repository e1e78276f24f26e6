import type { AccessKeyFacts, UserFacts } from '../../domain/facts.ts';
import type { OperationOf } from '../../domain/operation.ts';
import { tagValue } from '../../domain/user.ts';
import { tagDifferences } from './differences.ts';

type Expectation = OperationOf<'read-back'>['expect'];
/** What was read: empty where nothing is expected. */
export type ReadBack = Pick<
  UserFacts,
  'tags' | 'accessKeys' | 'attachedPolicies' | 'groups' | 'hasLoginProfile'
>;

/** What differs from what is named, in words. Whatever isn't named, other groups and policies included, may be as it likes. */
export function readBackDifferences(expect: Expectation, seen: ReadBack): readonly string[] {
  const arns = seen.attachedPolicies.map(({ arn }) => arn);
  const folded = seen.groups.map((group) => group.toLowerCase());
  const found = [
    ...tagDifferences(expect.tags ?? [], seen.tags),
    ...(expect.absentTags ?? [])
      .filter((key) => tagValue(seen.tags, key) !== undefined)
      .map((key) => `tag ${key} is still there`),
    ...(expect.accessKeys ?? []).flatMap(({ id, is }) => {
      const status = seen.accessKeys.find((key) => key.id === id)?.status ?? 'gone';
      return status === is ? [] : [`access key …${id.slice(-4)} is ${WORD[status]}, not ${WORD[is]}`];
    }),
    ...(expect.attachedPolicies ?? [])
      .filter((arn) => !arns.includes(arn))
      .map((arn) => `policy ${lastPart(arn)} is not attached`),
    ...(expect.detachedPolicies ?? [])
      .filter((arn) => arns.includes(arn))
      .map((arn) => `policy ${lastPart(arn)} is still attached`),
    ...(expect.groups ?? [])
      .filter((group) => !folded.includes(group.toLowerCase()))
      .map((group) => `group ${group} is missing`),
  ];
  if (expect.consolePassword !== undefined && expect.consolePassword !== seen.hasLoginProfile)
    found.push(seen.hasLoginProfile ? 'it still has a console password' : 'it has no console password');
  return found;
}

const WORD: Readonly<Record<AccessKeyFacts['status'] | 'gone', string>> = {
  Active: 'enabled',
  Inactive: 'disabled',
  Expired: 'expired',
  gone: 'gone',
};

const lastPart = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
