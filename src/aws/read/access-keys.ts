import {
  GetAccessKeyLastUsedCommand,
  type GetAccessKeyLastUsedCommandOutput,
  type IAMClient,
  paginateListAccessKeys,
} from '@aws-sdk/client-iam';
import type { AccessKeyFacts } from '../../domain/facts.ts';
import type { AccessKeyId } from '../../domain/ids.ts';
import { orAbsent } from '../absent.ts';
import { mapBounded } from '../bounded.ts';
import { collect } from '../collect.ts';
import { familyOf, shapeOf } from '../error-family.ts';

/** All of them: the quota of two is racy, so more may be there. */
export async function readKeyIds(iam: IAMClient, userName: string): Promise<readonly AccessKeyId[]> {
  const keys = await collect(
    paginateListAccessKeys({ client: iam }, { UserName: userName }),
    (page) => page.AccessKeyMetadata,
  );
  return keys.flatMap(({ AccessKeyId: id }) => (id === undefined ? [] : [id as AccessKeyId]));
}

export async function readKeys(
  iam: IAMClient,
  userName: string,
  options: { readonly lastUsed: boolean } = { lastUsed: true },
): Promise<readonly AccessKeyFacts[]> {
  const keys = await collect(
    paginateListAccessKeys({ client: iam }, { UserName: userName }),
    (page) => page.AccessKeyMetadata,
  );
  return mapBounded(keys, 4, async (key) => {
    const id = key.AccessKeyId ?? '';
    const base = { id, status: key.Status ?? 'Inactive', createdAt: key.CreateDate?.toISOString() ?? '' };
    if (!options.lastUsed) return base;
    const used = (await readLastUse(iam, id))?.AccessKeyLastUsed;
    if (used?.LastUsedDate === undefined) return base;
    return {
      ...base,
      lastUsed: {
        at: used.LastUsedDate.toISOString(),
        service: used.ServiceName ?? 'N/A',
        region: used.Region ?? 'N/A',
      },
    };
  });
}

/** Whose key it is and when it was last used; undefined for a key that doesn't exist (any more). */
export function readLastUse(
  iam: IAMClient,
  id: string,
): Promise<GetAccessKeyLastUsedCommandOutput | undefined> {
  return orAbsent(iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: id }))).catch((error: unknown) => {
    // Then IAM says AccessDenied on "resource: access key …".
    if (familyOf(error) === 'access-denied' && /access key/i.test(shapeOf(error).text)) return undefined;
    throw error;
  });
}
