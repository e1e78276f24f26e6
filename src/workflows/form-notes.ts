import type { Account, House } from '../domain/house.ts';
import { UserName } from '../domain/ids.ts';
import { isProtected } from '../domain/protected.ts';
import type { OpenDraft } from './draft.ts';
import type { Iam } from './ports.ts';
import type { FormPage } from './use-cases.ts';

type Notes = Extract<FormPage, { page: 'details' }>['notes'];

/** What can be said beside the fields while somebody types: is the name free, what do the bundles allow. */
export async function notesFor(
  draft: OpenDraft,
  accounts: readonly Account[],
  deps: { readonly iam: Iam; readonly house: House },
): Promise<Notes> {
  const { values } = draft.content;
  const account = accounts.find((candidate) => candidate.id === values.account);
  const name = typeof values.userName === 'string' ? values.userName.trim() : '';
  const chosen = values.bundles;
  const bundles = deps.house.bundles.filter(
    (bundle) => Array.isArray(chosen) && chosen.some((id) => id === bundle.id),
  );
  return {
    ...(name === '' ? {} : { userName: await nameNote(name, account, deps) }),
    ...(bundles.length === 0
      ? {}
      : {
          bundles: { ok: true, text: bundles.map((bundle) => `${bundle.title}: ${bundle.may}`).join('\n') },
        }),
  };
}

async function nameNote(
  name: string,
  account: Account | undefined,
  { iam, house }: { readonly iam: Iam; readonly house: House },
): Promise<Notes[string]> {
  const parsed = UserName.safeParse(name);
  if (!parsed.success)
    return { ok: false, text: parsed.error.issues[0]?.message ?? 'That name is not allowed.' };
  if (isProtected(name, house)) return { ok: false, text: `${name} is a protected name. Choose another.` };
  if (!new RegExp(house.users.namePattern).test(name))
    return { ok: false, text: `Names here follow ${house.users.namePattern}.` };
  if (!account) return { ok: true, text: 'Choose the account to see whether the name is free there.' };
  const found = await iam.findName(account.id, name);
  if (!found.ok)
    return {
      ok: true,
      text: `Whether it is free in ${account.name} can’t be seen right now; it is checked again before anything runs.`,
    };
  if (found.value !== undefined)
    return { ok: false, text: `${account.name} has a user ${found.value} already. Choose another name.` };
  return { ok: true, text: `${name} is free in ${account.name}.` };
}
