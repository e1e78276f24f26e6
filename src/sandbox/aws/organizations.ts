import { AwsError } from './aws-error.ts';
import type { Context } from './context.ts';
import { ANYTHING, type Operations, type Target } from './operation.ts';
import { makeMarker, readMarker } from './paging.ts';
import { optionalText, text, wholeNumber } from './parameters.ts';
import type { Parameters } from './wire/query-form.ts';
import type { Account } from './world/state.ts';

/** Organizations answers at most so many accounts a page. */
const ACCOUNTS_PER_PAGE = 20;
const EMPTY_PAGE = 'empty-page';

export const organizationOperations: Operations = {
  DescribeOrganization: {
    writes: false,
    target: () => ANYTHING,
    run: ({ world }) => {
      const management = world.accounts.get(world.managementAccountId);
      return {
        Organization: {
          Id: world.organizationId,
          Arn: `arn:aws:organizations::${world.managementAccountId}:organization/${world.organizationId}`,
          FeatureSet: 'ALL',
          MasterAccountArn: accountArn(
            world.managementAccountId,
            world.organizationId,
            world.managementAccountId,
          ),
          MasterAccountId: world.managementAccountId,
          MasterAccountEmail: management?.email,
          AvailablePolicyTypes: [],
        },
      };
    },
  },
  ListAccounts: { writes: false, target: () => ANYTHING, run: listAccounts },
  DescribeAccount: {
    writes: false,
    target: accountTarget,
    run: (context, parameters) => ({
      Account: showAccount(context, namedAccount(context, text(parameters, 'AccountId'))),
    }),
  },
  ListTagsForResource: {
    writes: false,
    target: () => ANYTHING,
    run: (context, parameters) => {
      const { tags } = namedAccount(context, text(parameters, 'ResourceId'));
      return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
    },
  },
  ListParents: {
    writes: false,
    target: () => ANYTHING,
    run: (context, parameters) => {
      const { unit } = namedAccount(context, text(parameters, 'ChildId'));
      const parent =
        unit === undefined
          ? { Id: context.world.rootId, Type: 'ROOT' }
          : { Id: unit, Type: 'ORGANIZATIONAL_UNIT' };
      return { Parents: [parent] };
    },
  },
  ListRoots: {
    writes: false,
    target: () => ANYTHING,
    run: ({ world }) => ({
      Roots: [
        {
          Id: world.rootId,
          Arn: `arn:aws:organizations::${world.managementAccountId}:root/${world.organizationId}/${world.rootId}`,
          Name: 'Root',
          PolicyTypes: [],
        },
      ],
    }),
  },
  DescribeOrganizationalUnit: {
    writes: false,
    target: () => ANYTHING,
    run: ({ world }, parameters) => {
      const id = text(parameters, 'OrganizationalUnitId');
      const unit = world.units.find((candidate) => candidate.id === id);
      if (unit === undefined) {
        throw new AwsError(
          'OrganizationalUnitNotFoundException',
          "We can't find an OU with the OrganizationalUnitId that you specified.",
        );
      }
      return { OrganizationalUnit: { Id: unit.id, Name: unit.name } };
    },
  },
};

function listAccounts(context: Context, parameters: Parameters) {
  const asked = wholeNumber(parameters, 'MaxResults', 1, ACCOUNTS_PER_PAGE) ?? ACCOUNTS_PER_PAGE;
  const size = Math.min(asked, context.quirks.pageItems ?? asked);
  const after = readMarker(optionalText(parameters, 'NextToken'));
  // The API reference warns of it: an empty page can be followed by a full one.
  if (after === undefined && context.quirks.emptyFirstAccountPage === true) {
    return { Accounts: [], NextToken: makeMarker(EMPTY_PAGE) };
  }
  const accounts = [...context.world.accounts.values()].sort(
    (left, right) => Number(left.id) - Number(right.id),
  );
  const start =
    after === undefined || after === EMPTY_PAGE ? 0 : accounts.findIndex(({ id }) => id === after) + 1;
  const page = accounts.slice(start, start + size);
  const last = page.at(-1);
  const more = last !== undefined && start + size < accounts.length;
  return {
    Accounts: page.map((account) => showAccount(context, account)),
    NextToken: more ? makeMarker(last.id) : undefined,
  };
}

function namedAccount(context: Context, id: string): Account {
  const account = context.world.accounts.get(id);
  if (account === undefined) {
    throw new AwsError('AccountNotFoundException', "You specified an account that doesn't exist.");
  }
  return account;
}

function accountTarget({ world }: Context, parameters: Parameters): Target {
  return {
    resource: accountArn(world.managementAccountId, world.organizationId, text(parameters, 'AccountId')),
  };
}

function accountArn(managementId: string, organizationId: string, id: string): string {
  return `arn:aws:organizations::${managementId}:account/${organizationId}/${id}`;
}

function showAccount({ world }: Context, account: Account) {
  return {
    Id: account.id,
    Arn: accountArn(world.managementAccountId, world.organizationId, account.id),
    Email: account.email,
    Name: account.name,
    // The retired field knows fewer states than `State`.
    Status: account.state === 'ACTIVE' || account.state === 'PENDING_CLOSURE' ? account.state : 'SUSPENDED',
    State: account.state,
    JoinedMethod: account.id === world.managementAccountId ? 'INVITED' : 'CREATED',
    JoinedTimestamp: account.createdAt,
  };
}
