import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  ListServiceSpecificCredentialsCommand,
  ListUsersCommand,
  paginateGetAccountAuthorizationDetails,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import {
  DescribeAccountCommand,
  ListParentsCommand,
  ListTagsForResourceCommand,
  paginateListAccounts,
} from '@aws-sdk/client-organizations';
import { PROD_EU } from '../../../src/sandbox/scenario/prod-eu.ts';
import { FREE_ROLE, refusal, roleArn, start, startFree } from './start.ts';

test('lists come in pages', async (t) => {
  const { aws, client } = await startFree(t, { quirks: { pageItems: 5 } });
  const names: string[] = [];
  for await (const { Users } of paginateListUsers({ client }, {})) {
    assert.ok((Users?.length ?? 0) <= 5);
    names.push(...(Users ?? []).map(({ UserName }) => UserName ?? ''));
  }
  assert.deepEqual(
    names,
    aws.world
      .snapshot(PROD_EU)
      .users.map(({ name }) => name)
      .sort(),
  );
  const { Users, IsTruncated } = await client.send(new ListUsersCommand({ MaxItems: 2 }));
  assert.equal(Users?.length, 2);
  assert.equal(IsTruncated, true);
  await assert.rejects(
    client.send(new ListUsersCommand({ Marker: 'guess' })),
    refusal('ValidationError', 400),
  );
  await assert.rejects(
    client.send(new ListUsersCommand({ MaxItems: 1001 })),
    refusal('ValidationError', 400),
  );
});

test('lists of users carry neither tags nor boundary', async (t) => {
  const { client } = await startFree(t);
  const { Users } = await client.send(new ListUsersCommand({ PathPrefix: '/chatelaine/' }));
  assert.deepEqual(
    Users?.map(({ UserName, Tags }) => [UserName, Tags]),
    [
      ['svc-datadog', undefined],
      ['svc-statuspage', undefined],
    ],
  );
});

test('authorization details tell the whole account, filtered and in pages', async (t) => {
  const { client } = await startFree(t, { quirks: { pageItems: 7 } });
  const found = { users: 0, groups: 0, policies: [] as string[] };
  for await (const page of paginateGetAccountAuthorizationDetails({ client }, {})) {
    found.users += page.UserDetailList?.length ?? 0;
    found.groups += page.GroupDetailList?.length ?? 0;
    found.policies.push(...(page.Policies ?? []).map(({ PolicyName }) => PolicyName ?? ''));
    const backup = page.UserDetailList?.find(({ UserName }) => UserName === 'svc-datadog');
    if (backup !== undefined) {
      assert.equal(backup.PermissionsBoundary?.PermissionsBoundaryArn?.endsWith('chatelaine-boundary'), true);
      assert.match(
        decodeURIComponent(backup.UserPolicyList?.[0]?.PolicyDocument ?? ''),
        /OnlyFromDeclaredNetworks/,
      );
      assert.deepEqual(backup.GroupList, ['metrics-read']);
    }
  }
  assert.equal(found.users, 18);
  assert.equal(found.groups, 5);
  assert.ok(found.policies.includes('chatelaine-boundary') && found.policies.includes('AdministratorAccess'));
  assert.equal(found.policies.includes('job-function/Billing'), false);
  const groups = await client.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['Group'] }));
  assert.deepEqual([groups.UserDetailList, groups.GroupDetailList?.length], [[], 5]);
});

test('the credential report: made once in four hours, root first, and what each word means', async (t) => {
  const { client, clock, enter, iam } = await startFree(t);
  const get = new GetCredentialReportCommand({});
  const generate = new GenerateCredentialReportCommand({});
  await assert.rejects(client.send(get), refusal('CredentialReportNotPresentException', 410));
  assert.equal((await client.send(generate)).State, 'STARTED');
  await assert.rejects(client.send(get), refusal('CredentialReportNotReadyException', 404));
  assert.equal((await client.send(generate)).State, 'COMPLETE');
  const { Content, ReportFormat, GeneratedTime } = await client.send(get);
  assert.equal(ReportFormat, 'text/csv');
  const lines = Buffer.from(Content ?? [])
    .toString('utf8')
    .split('\n');
  assert.match(lines[0] ?? '', /^user,arn,user_creation_time,password_enabled,.*,cert_2_last_rotated$/);
  assert.match(lines[1] ?? '', /^<root_account>,arn:aws:iam::123456789012:root,[^,]+,not_supported,/);
  const cells = (name: string) => lines.find((line) => line.startsWith(`${name},`))?.split(',') ?? [];
  assert.equal(cells('svc-backup').length, lines[0]?.split(',').length);
  assert.deepEqual(cells('svc-backup').slice(3, 8), ['false', 'N/A', 'N/A', 'N/A', 'false']);
  assert.equal(cells('auditor.external')[4], 'no_information');
  assert.equal(cells('svc-etl').filter((cell) => cell === 'true').length, 2);

  clock.advance(3 * 3_600_000);
  const later = iam(await enter({ RoleArn: roleArn(FREE_ROLE) }));
  assert.deepEqual((await later.send(get)).GeneratedTime, GeneratedTime);
  clock.advance(2 * 3_600_000);
  const latest = iam(await enter({ RoleArn: roleArn(FREE_ROLE) }));
  await assert.rejects(latest.send(get), refusal('CredentialReportExpiredException', 410));
  assert.equal((await latest.send(generate)).State, 'STARTED');
});

test('summary and service-specific credentials of the account', async (t) => {
  const { client } = await startFree(t);
  const { SummaryMap } = await client.send(new GetAccountSummaryCommand({}));
  assert.deepEqual(
    [SummaryMap?.Users, SummaryMap?.AccountAccessKeysPresent, SummaryMap?.AccountMFAEnabled],
    [18, 1, 1],
  );
  const { ServiceSpecificCredentials } = await client.send(
    new ListServiceSpecificCredentialsCommand({ AllUsers: true }),
  );
  assert.deepEqual(
    ServiceSpecificCredentials?.map(({ UserName, ExpirationDate }) => [UserName, ExpirationDate]),
    [['svc-assistant', undefined]],
  );
});

test('accounts of the organization: states, tags, parents, and an empty page in front', async (t) => {
  const { aws, organizations } = await start(t, { quirks: { emptyFirstAccountPage: true, pageItems: 3 } });
  aws.world.change(PROD_EU, (account) => {
    account.state = 'PENDING_CLOSURE';
  });
  const pages: (string | undefined)[][] = [];
  for await (const { Accounts } of paginateListAccounts({ client: organizations }, {})) {
    pages.push((Accounts ?? []).map(({ Name, State }) => `${Name} ${State}`));
  }
  assert.deepEqual(pages, [
    [],
    ['root-org ACTIVE', 'prod-eu PENDING_CLOSURE', 'staging ACTIVE'],
    ['sandbox-dev ACTIVE'],
  ]);
  const { Tags } = await organizations.send(new ListTagsForResourceCommand({ ResourceId: PROD_EU }));
  assert.deepEqual(Tags?.[0], { Key: 'environment', Value: 'production' });
  const { Parents } = await organizations.send(new ListParentsCommand({ ChildId: PROD_EU }));
  assert.equal(Parents?.[0]?.Type, 'ORGANIZATIONAL_UNIT');
  await assert.rejects(
    organizations.send(new DescribeAccountCommand({ AccountId: '999999999999' })),
    refusal('AccountNotFoundException', 400),
  );
});
