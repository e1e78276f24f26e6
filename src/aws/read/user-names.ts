import { type IAMClient, paginateListUsers } from '@aws-sdk/client-iam';
import type { UserName } from '../../domain/ids.ts';
import { collect } from '../collect.ts';

/** The names of all users of the account. */
export async function readUserNames(iam: IAMClient): Promise<readonly UserName[]> {
  const users = await collect(paginateListUsers({ client: iam, pageSize: 1_000 }, {}), (page) => page.Users);
  return users.flatMap(({ UserName: name }) => (name === undefined ? [] : [name as UserName]));
}

/** The name that stands in the way: IAM names are unique whatever their case. */
export function sameName(names: readonly UserName[], wanted: string): UserName | undefined {
  const folded = wanted.toLowerCase();
  return names.find((name) => name.toLowerCase() === folded);
}
