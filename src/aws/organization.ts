import { type Account as ListedAccount, paginateListAccounts } from '@aws-sdk/client-organizations';
import type { AwsSettings } from '../domain/aws-settings.ts';
import type { Account, House } from '../domain/house.ts';
import type { AccountId } from '../domain/ids.ts';
import { houseAccounts, type MemberAccount } from './account-names.ts';
import { collect } from './collect.ts';
import type { Connector } from './connector.ts';
import { AwsRefusal, readFailure } from './errors.ts';
import type { Hub } from './hub.ts';

export interface AccountList {
  /** Throws AwsRefusal. Asked of AWS every five minutes at most unless `fresh`. */
  accounts(options?: { readonly fresh?: boolean }): Promise<readonly Account[]>;
  /** `prod-eu (123456789012)` when the name is known already, the id otherwise: a sentence never waits for AWS. */
  label(accountId: AccountId): string;
  /** The organization's management account, once the accounts have been listed. */
  management(): AccountId | undefined;
}

const KEPT_MS = 300_000;

export function createAccountList(deps: {
  readonly settings: AwsSettings;
  readonly house: House;
  readonly connector: Connector;
  readonly hub: Hub;
  readonly now: () => Date;
}): AccountList {
  const { settings, house, now } = deps;
  const { mode } = settings;
  let held: { readonly readAt: number; readonly accounts: Promise<readonly Account[]> } | undefined;
  let known: readonly Account[] = [];
  let management: AccountId | undefined;

  async function read(): Promise<readonly Account[]> {
    if (mode.kind === 'single') {
      known = houseAccounts([await ownAccount(deps)], house);
      return known;
    }
    const listed = await listAccounts(deps);
    management = managementOf(listed);
    known = houseAccounts(membersIn(listed, mode), house);
    return known;
  }

  return {
    async accounts(options) {
      const at = now().getTime();
      if (held === undefined || options?.fresh === true || at - held.readAt >= KEPT_MS) {
        held = { readAt: at, accounts: read() };
      }
      const mine = held;
      try {
        return await mine.accounts;
      } catch (error) {
        // A failure isn't kept: the next one asks again.
        if (held === mine) held = undefined;
        throw error;
      }
    },
    label(accountId) {
      const name =
        known.find((account) => account.id === accountId)?.name ??
        house.accounts.find((account) => account.id === accountId)?.name;
      return name === undefined ? `account ${accountId}` : `${name} (${accountId})`;
    },
    management: () => management,
  };
}

type Deps = Parameters<typeof createAccountList>[0];

function listAccounts({ connector, hub }: Deps): Promise<readonly ListedAccount[]> {
  const client = connector.organizations(hub.source);
  return collect(paginateListAccounts({ client }, {}), (page) => page.Accounts).catch((error: unknown) => {
    throw new AwsRefusal(readFailure(error, { account: 'the organization', actor: 'the hub role' }));
  });
}

/** Every account's ARN begins with it: `arn:aws:organizations::<management account>:account/…`. */
function managementOf([first]: readonly ListedAccount[]): AccountId | undefined {
  return /:organizations::(\d{12}):/.exec(first?.Arn ?? '')?.[1] as AccountId | undefined;
}

function membersIn(
  listed: readonly ListedAccount[],
  mode: Extract<AwsSettings['mode'], { kind: 'organization' }>,
): readonly MemberAccount[] {
  return listed
    .filter(isActive)
    .flatMap(({ Id: id, Name: name }) =>
      id === undefined ? [] : [{ id: id as AccountId, name: name ?? '' }],
    )
    .filter(({ id }) => mode.include?.includes(id) ?? true)
    .filter(({ id }) => mode.exclude?.includes(id) !== true);
}

/** `Status` is retired; it is believed only where `State` is missing. */
function isActive(account: ListedAccount): boolean {
  return (account.State ?? account.Status) === 'ACTIVE';
}

/** The account of the credentials: there is no organization to give it a name, so the configuration does. */
async function ownAccount({ hub }: Deps): Promise<MemberAccount> {
  const { accountId } = await hub.identity();
  return { id: accountId, name: '' };
}
