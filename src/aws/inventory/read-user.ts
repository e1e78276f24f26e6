import type { IAMClient } from '@aws-sdk/client-iam';
import type { GroupName, PolicyArn } from '../../domain/ids.ts';
import type { DocumentHash, Inventory, InventoryGroup, InventoryUser } from '../../domain/inventory.ts';
import { sha256 } from '../../domain/json.ts';
import { mapBounded } from '../bounded.ts';
import { readGroup } from '../read/group.ts';
import { readManagedPolicy } from '../read/managed-policy.ts';
import { readAttachments, readUserBasics } from '../read/user.ts';
import { askForCredentials } from './ask-user.ts';
import { readServiceCredentialsOf } from './other-credentials.ts';

/** A user with the documents that it refers to; no `user` when there is none of that name. */
export interface UserRead extends Pick<Inventory, 'groups' | 'policies' | 'documents'> {
  readonly user?: InventoryUser;
}

/** About a dozen calls. Of groups and policies those are read that `previous` doesn't know. Throws what the SDK throws. */
export async function readOneUser(
  iam: IAMClient,
  userName: string,
  now: () => Date,
  previous?: Inventory,
): Promise<UserRead> {
  const basics = await readUserBasics(iam, userName);
  if (basics === undefined) return { groups: {}, policies: {}, documents: {} };
  const [attachments, serviceCredentials] = await Promise.all([
    readAttachments(iam, userName),
    readServiceCredentialsOf(iam, userName),
  ]);
  const { userId, arn, path, createdAt, tags, boundaryArn } = basics;
  const details = {
    ...{ userName: basics.userName, userId, arn, path, createdAt, tags, groups: attachments.groups },
    ...(boundaryArn === undefined ? {} : { boundaryArn }),
    attachedPolicies: attachments.attachedPolicies.map((policy) => policy.arn),
    inlinePolicies: attachments.inlinePolicies.map(({ policyName, document }) => ({
      policyName,
      documentHash: sha256(document),
    })),
  };
  const documents: Record<DocumentHash, string> = Object.fromEntries(
    attachments.inlinePolicies.map(({ document }) => [sha256(document), document]),
  );
  const groups = await readGroups(iam, attachments.groups, documents, previous);
  const arns = [
    ...details.attachedPolicies,
    ...(boundaryArn === undefined ? [] : [boundaryArn]),
    ...Object.values(groups).flatMap(({ attachedPolicies }) => attachedPolicies),
  ];
  const policies = await readPolicies(iam, arns, documents, previous);
  const asked = await askForCredentials(iam, details, now);
  const user: InventoryUser = {
    ...asked,
    otherCredentials: [...asked.otherCredentials, ...serviceCredentials],
    notLookedAt: [],
  };
  return { user, groups, policies, documents };
}

async function readGroups(
  iam: IAMClient,
  names: readonly GroupName[],
  documents: Record<DocumentHash, string>,
  previous: Inventory | undefined,
): Promise<Record<string, InventoryGroup>> {
  const groups: Record<string, InventoryGroup> = {};
  for (const name of names.filter((one) => previous?.groups[one] === undefined)) {
    const group = await readGroup(iam, name);
    if (group === undefined) continue;
    groups[name] = {
      attachedPolicies: group.policyArns,
      inlinePolicies: group.inlinePolicies.map(({ policyName, document }) => {
        documents[sha256(document)] = document;
        return { policyName, documentHash: sha256(document) };
      }),
    };
  }
  return groups;
}

async function readPolicies(
  iam: IAMClient,
  arns: readonly PolicyArn[],
  documents: Record<DocumentHash, string>,
  previous: Inventory | undefined,
): Promise<Record<string, DocumentHash>> {
  const unknown = [...new Set(arns)].filter((arn) => previous?.policies[arn] === undefined);
  const read = await mapBounded(unknown, 2, (arn) => readManagedPolicy(iam, arn));
  return Object.fromEntries(
    read.flatMap((policy) => {
      if (policy === undefined) return [];
      documents[policy.documentHash] = policy.document;
      return [[policy.arn, policy.documentHash] as const];
    }),
  );
}
