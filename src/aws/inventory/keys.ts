import { type AccessKeyMetadata, type IAMClient, paginateListAccessKeys } from '@aws-sdk/client-iam';
import type { AccessKeyId } from '../../domain/ids.ts';
import type { InventoryKey, Use } from '../../domain/inventory.ts';
import { mapBounded } from '../bounded.ts';
import { collect } from '../collect.ts';
import { readLastUse } from '../read/access-keys.ts';

/**
 * All keys of a user with their ids, in one call if the report knows them already: a key is recognised by the second in which it
 * was made. Of those that aren't, or that another was made with, the last use is asked for.
 */
export async function readKeys(
  iam: IAMClient,
  userName: string,
  reported: readonly InventoryKey[] = [],
): Promise<readonly InventoryKey[]> {
  const pages = paginateListAccessKeys({ client: iam }, { UserName: userName });
  const listed = await collect(pages, (page) => page.AccessKeyMetadata);
  return mapBounded(listed, 2, async (key) => {
    const id = (key.AccessKeyId ?? '') as AccessKeyId;
    const createdAt = key.CreateDate?.toISOString() ?? '';
    const same = reported.filter((other) => other.createdAt === createdAt);
    const [only] = same.length === 1 && countMadeAt(listed, createdAt) === 1 ? same : [];
    const use = only === undefined ? await readUse(iam, id) : only.use;
    return { id, isActive: key.Status === 'Active', createdAt, use };
  });
}

function countMadeAt(listed: readonly AccessKeyMetadata[], createdAt: string): number {
  return listed.filter((key) => key.CreateDate?.toISOString() === createdAt).length;
}

async function readUse(iam: IAMClient, id: AccessKeyId): Promise<Use> {
  const answer = await readLastUse(iam, id);
  if (answer === undefined) return { kind: 'unknown' };
  const { LastUsedDate: at, ServiceName: service, Region: region } = answer.AccessKeyLastUsed ?? {};
  if (at === undefined) return { kind: 'never' };
  return {
    kind: 'used',
    at: at.toISOString(),
    ...(service === undefined || service === 'N/A' ? {} : { service }),
    ...(region === undefined ? {} : { region }),
  };
}
