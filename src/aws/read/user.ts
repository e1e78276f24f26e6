import {
  GetLoginProfileCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  type IAMClient,
  paginateListAttachedUserPolicies,
  paginateListGroupsForUser,
  paginateListMFADevices,
  paginateListUserPolicies,
  type User,
} from '@aws-sdk/client-iam';
import type { UserFacts } from '../../domain/facts.ts';
import type { GroupName, PolicyArn, UserId, UserName } from '../../domain/ids.ts';
import { orAbsent } from '../absent.ts';
import { mapBounded } from '../bounded.ts';
import { collect } from '../collect.ts';
import { readDocument } from '../policy-document.ts';
import { readKeys } from './access-keys.ts';
import { readOtherCredentials } from './other-credentials.ts';

/** How many reads of one user run side by side. */
const WIDTH = 4;

/** The user with its tags and boundary (only GetUser has them), or undefined. */
export async function readUserBasics(iam: IAMClient, userName: string): Promise<UserFacts | undefined> {
  const answer = await orAbsent(iam.send(new GetUserCommand({ UserName: userName })));
  return answer?.User === undefined ? undefined : basics(answer.User);
}

/** Everything about the user that a plan, a card or a comparison may need. */
export async function readUserInFull(iam: IAMClient, userName: string): Promise<UserFacts | undefined> {
  const user = await readUserBasics(iam, userName);
  if (user === undefined) return undefined;
  const [attachments, keys, access] = await Promise.all([
    readAttachments(iam, userName),
    readKeys(iam, userName),
    readConsoleAccess(iam, userName),
  ]);
  return { ...user, ...attachments, ...access, accessKeys: keys };
}

/** As above, and the credentials that hardly anybody knows of. The user is looked up first, so that nobody's lists aren't asked for. */
export async function readUserWithEverything(
  iam: IAMClient,
  userName: string,
): Promise<UserFacts | undefined> {
  const user = await readUserBasics(iam, userName);
  if (user === undefined) return undefined;
  const [attachments, accessKeys, access, otherCredentials] = await Promise.all([
    readAttachments(iam, userName),
    readKeys(iam, userName),
    readConsoleAccess(iam, userName),
    readOtherCredentials(iam, userName),
  ]);
  return { ...user, ...attachments, ...access, accessKeys, otherCredentials };
}

export type Attachments = Pick<UserFacts, 'groups' | 'attachedPolicies' | 'inlinePolicies'>;

export async function readAttachments(iam: IAMClient, userName: string): Promise<Attachments> {
  const [groups, attachedPolicies, inlinePolicies] = await Promise.all([
    readGroups(iam, userName),
    readAttachedPolicies(iam, userName),
    readInlinePolicies(iam, userName),
  ]);
  return { groups, attachedPolicies, inlinePolicies };
}

export async function readInlinePolicies(
  iam: IAMClient,
  userName: string,
): Promise<UserFacts['inlinePolicies']> {
  const about = { UserName: userName };
  const pages = paginateListUserPolicies({ client: iam }, about);
  const names = await collect(pages, (page) => page.PolicyNames);
  const policies = await mapBounded(names, WIDTH, async (policyName) => {
    const answer = await orAbsent(iam.send(new GetUserPolicyCommand({ ...about, PolicyName: policyName })));
    // A late list may name one that has just been deleted.
    return answer === undefined ? [] : [{ policyName, document: readDocument(answer.PolicyDocument) }];
  });
  return policies.flat();
}

export async function readGroups(iam: IAMClient, userName: string): Promise<UserFacts['groups']> {
  const pages = paginateListGroupsForUser({ client: iam }, { UserName: userName });
  const groups = await collect(pages, (page) => page.Groups);
  return groups.flatMap((group) => (group.GroupName === undefined ? [] : [group.GroupName as GroupName]));
}

export async function readAttachedPolicies(
  iam: IAMClient,
  userName: string,
): Promise<UserFacts['attachedPolicies']> {
  const pages = paginateListAttachedUserPolicies({ client: iam }, { UserName: userName });
  const policies = await collect(pages, (page) => page.AttachedPolicies);
  return policies.flatMap(({ PolicyArn: arn, PolicyName: name }) =>
    arn === undefined ? [] : [{ arn: arn as PolicyArn, name: name ?? arn }],
  );
}

export async function readConsoleAccess(
  iam: IAMClient,
  userName: string,
): Promise<Pick<UserFacts, 'hasLoginProfile' | 'mfaDevices'>> {
  const [hasLoginProfile, mfaDevices] = await Promise.all([
    readHasLoginProfile(iam, userName),
    readMfaDevices(iam, userName),
  ]);
  return { hasLoginProfile, mfaDevices };
}

/** Serial numbers: of a virtual device its ARN. */
export async function readMfaDevices(iam: IAMClient, userName: string): Promise<UserFacts['mfaDevices']> {
  const pages = paginateListMFADevices({ client: iam }, { UserName: userName });
  const devices = await collect(pages, (page) => page.MFADevices);
  return devices.flatMap(({ SerialNumber: serial }) => (serial === undefined ? [] : [serial]));
}

/** Whether it has a console password. */
export async function readHasLoginProfile(iam: IAMClient, userName: string): Promise<boolean> {
  return (await orAbsent(iam.send(new GetLoginProfileCommand({ UserName: userName })))) !== undefined;
}

function basics(user: User): UserFacts {
  const boundary = user.PermissionsBoundary?.PermissionsBoundaryArn;
  return {
    userName: (user.UserName ?? '') as UserName,
    userId: (user.UserId ?? '') as UserId,
    arn: user.Arn ?? '',
    path: user.Path ?? '/',
    createdAt: user.CreateDate?.toISOString() ?? '',
    tags: (user.Tags ?? []).map((tag) => ({ key: tag.Key ?? '', value: tag.Value ?? '' })),
    ...(boundary === undefined ? {} : { boundaryArn: boundary as PolicyArn }),
    ...(user.PasswordLastUsed === undefined
      ? {}
      : { passwordLastUsedAt: user.PasswordLastUsed.toISOString() }),
    groups: [],
    attachedPolicies: [],
    inlinePolicies: [],
    accessKeys: [],
    hasLoginProfile: false,
    mfaDevices: [],
  };
}
