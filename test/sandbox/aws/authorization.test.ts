import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteUserCommand,
  DeleteUserPermissionsBoundaryCommand,
  ListUsersCommand,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { evaluate } from '../../../src/sandbox/aws/authorize.ts';
import { readPolicy } from '../../../src/sandbox/aws/policy/document.ts';
import { PROD_EU } from '../../../src/sandbox/scenario/prod-eu.ts';
import { EXTERNAL_ID } from '../../../src/sandbox/scenario.ts';
import { FREE_ROLE, PROD_BOUNDARY, refusal, roleArn, start, startFree } from './start.ts';

test('the member role creates users under the boundary only', async (t) => {
  const { enter, iam } = await start(t);
  const client = iam(await enter());
  const UserName = 'svc-bare';
  await assert.rejects(
    client.send(new CreateUserCommand({ UserName })),
    refusal(
      'AccessDenied',
      403,
      /^User: arn:aws:sts::123456789012:assumed-role\/ChatelaineMember\/IAM-42 is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::123456789012:user\/svc-bare because no identity-based policy allows the iam:CreateUser action$/,
    ),
  );
  const other = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await assert.rejects(
    client.send(new CreateUserCommand({ UserName, PermissionsBoundary: other })),
    refusal('AccessDenied', 403),
  );
});

test('what the roles deny stays denied', async (t) => {
  const { enter, iam, secrets } = await start(t);
  const keys = await enter();
  const client = iam(keys);
  await assert.rejects(
    client.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'svc-datadog' })),
    refusal('AccessDenied', 403, /with an explicit deny in an identity-based policy$/),
  );
  await assert.rejects(
    client.send(new CreateAccessKeyCommand({ UserName: 'break-glass-1' })),
    refusal('AccessDenied', 403, /explicit deny/),
  );
  await assert.rejects(
    client.send(new UpdateLoginProfileCommand({ UserName: 'tom.brandt', Password: 'x' })),
    refusal('AccessDenied', 403),
  );
  await assert.rejects(
    secrets(keys).send(new CreateSecretCommand({ Name: 'payroll/db', SecretString: 'x' })),
    refusal('AccessDeniedException', 400),
  );
});

test('nobody enters a role without its external id, nor one that is not there', async (t) => {
  const { enter } = await start(t);
  await assert.rejects(enter({ ExternalId: 'guess' }), refusal('AccessDenied', 403, /sts:AssumeRole/));
  await assert.rejects(enter({ ExternalId: undefined }), refusal('AccessDenied', 403));
  await assert.rejects(enter({ RoleArn: roleArn('Nowhere') }), refusal('AccessDenied', 403));
  await assert.rejects(
    enter({ RoleArn: roleArn('ChatelaineMember', '999999999999') }),
    refusal('AccessDenied', 403),
  );
  await enter({ ExternalId: EXTERNAL_ID });
});

test('session names, durations and session policies are checked', async (t) => {
  const { enter } = await start(t);
  await assert.rejects(enter({ RoleSessionName: 'x' }), refusal('ValidationError', 400, /roleSessionName/));
  await assert.rejects(enter({ SourceIdentity: 'a b' }), refusal('ValidationError', 400, /sourceIdentity/));
  await assert.rejects(
    enter({ DurationSeconds: 7200 }),
    refusal('ValidationError', 400, /MaxSessionDuration/),
  );
  await assert.rejects(enter({ Policy: '{"Version":' }), refusal('MalformedPolicyDocumentException', 400));
  await assert.rejects(enter({ Policy: 'x'.repeat(2049) }), refusal('PackedPolicyTooLargeException', 400));
});

test('a session policy narrows the session to one user', async (t) => {
  const { enter, iam } = await start(t);
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'iam:*AccessKey*', Resource: `arn:aws:iam::${PROD_EU}:user/*svc-datadog` },
    ],
  });
  const client = iam(await enter({ Policy }));
  await client.send(new CreateAccessKeyCommand({ UserName: 'svc-datadog' }));
  await assert.rejects(
    client.send(new CreateAccessKeyCommand({ UserName: 'svc-statuspage' })),
    refusal('AccessDenied', 403, /because no session policy allows the iam:CreateAccessKey action$/),
  );
});

test('the organization is for the management account only, and unknown operations for nobody', async (t) => {
  const { enter, iam, organizations } = await start(t);
  assert.equal((await organizations.send(new ListAccountsCommand({}))).Accounts?.length, 4);
  const keys = await enter({ RoleArn: roleArn(FREE_ROLE) });
  const foreign = iam(keys);
  await assert.rejects(
    foreign.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: '{}' })),
    refusal('InvalidAction', 400),
  );
});

test("a user's own key has its boundary, and its groups' policies", async (t) => {
  const { aws, client, iam } = await startFree(t);
  const UserName = 'svc-statuspage';
  const { AccessKey } = await client.send(new CreateAccessKeyCommand({ UserName }));
  const own = iam({
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  });
  // Its source network is elsewhere, and nothing allows it either.
  await assert.rejects(
    own.send(new ListUsersCommand({})),
    refusal('AccessDenied', 403, /explicit deny in an identity-based policy/),
  );
  aws.world.change(PROD_EU, ({ users }) => users.get(UserName)?.inline.clear());
  await assert.rejects(
    own.send(new ListUsersCommand({})),
    refusal('AccessDenied', 403, /explicit deny in a permissions boundary/),
  );
  await client.send(new DeleteUserPermissionsBoundaryCommand({ UserName }));
  await assert.rejects(
    own.send(new ListUsersCommand({})),
    refusal('AccessDenied', 403, /no identity-based policy allows/),
  );
  await client.send(
    new AttachUserPolicyCommand({ UserName, PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' }),
  );
  assert.equal((await own.send(new ListUsersCommand({}))).Users?.length, 18);
  await assert.rejects(
    own.send(new DeleteUserCommand({ UserName: 'svc-etl' })),
    refusal('AccessDenied', 403),
  );
});

const USER_ARN = `arn:aws:iam::${PROD_EU}:user/a`;

function verdict(statement: object, keys: Record<string, string | string[]> = {}, action = 'iam:CreateUser') {
  return evaluate(
    readPolicy(JSON.stringify({ Version: '2012-10-17', Statement: statement })),
    action,
    USER_ARN,
    keys,
  );
}

test('statements: wildcards, NotAction, NotResource, casing', () => {
  const base = { Effect: 'Allow', Resource: '*' };
  assert.equal(verdict({ ...base, Action: 'IAM:create*' }), 'allowed');
  assert.equal(verdict({ ...base, Action: 'iam:Create?ser' }), 'allowed');
  assert.equal(verdict({ ...base, Action: 'iam:CreateUsers' }), 'silent');
  assert.equal(verdict({ ...base, NotAction: 'iam:*' }), 'silent');
  assert.equal(verdict({ ...base, NotAction: 's3:*' }), 'allowed');
  assert.equal(verdict({ Effect: 'Allow', Action: '*', NotResource: `arn:aws:iam::*:user/a` }), 'silent');
  assert.equal(verdict({ Effect: 'Allow', Action: '*', Resource: 'arn:aws:iam::*:role/*' }), 'silent');
  assert.equal(
    verdict([
      { ...base, Action: '*' },
      { Effect: 'Deny', Action: 'iam:*', Resource: USER_ARN },
    ]),
    'denied',
  );
  assert.equal(
    verdict(
      { Effect: 'Allow', Action: '*', Resource: `arn:aws:iam::${PROD_EU}:user/\${aws:username}` },
      { 'aws:username': 'a' },
    ),
    'allowed',
  );
  assert.equal(
    verdict({ Effect: 'Allow', Action: '*', Resource: `arn:aws:iam::${PROD_EU}:user/\${aws:username}` }),
    'silent',
  );
});

test('conditions: each operator with, without and against its key', () => {
  const held = (Condition: object, keys: Record<string, string | string[]>) =>
    verdict({ Effect: 'Allow', Action: '*', Resource: '*', Condition }, keys) === 'allowed';
  const tag = 'aws:RequestTag/team';
  assert.equal(held({ StringEquals: { [tag]: ['a', 'b'] } }, { [tag]: 'b' }), true);
  assert.equal(held({ StringEquals: { [tag]: 'b' } }, { 'AWS:requesttag/TEAM': 'b' }), true);
  assert.equal(held({ StringEquals: { [tag]: 'b' } }, {}), false);
  assert.equal(held({ StringEqualsIfExists: { [tag]: 'b' } }, {}), true);
  assert.equal(held({ StringNotEquals: { [tag]: 'b' } }, {}), true);
  assert.equal(held({ StringNotLike: { [tag]: 'b*' } }, { [tag]: 'bc' }), false);
  assert.equal(held({ StringLike: { [tag]: 'b?' } }, { [tag]: 'bc' }), true);
  assert.equal(held({ Null: { [tag]: 'true' } }, {}), true);
  assert.equal(held({ Null: { [tag]: 'false' } }, {}), false);
  assert.equal(held({ Bool: { 'aws:ViaAWSService': 'false' } }, { 'aws:ViaAWSService': 'false' }), true);
  assert.equal(
    held(
      { ArnLike: { 'iam:PermissionsBoundary': 'arn:aws:iam::*:policy/x/*' } },
      { 'iam:PermissionsBoundary': 'arn:aws:iam::1:policy/x/y' },
    ),
    true,
  );
  assert.equal(
    held({ ArnEquals: { 'iam:PolicyARN': PROD_BOUNDARY } }, { 'iam:PolicyARN': `${PROD_BOUNDARY}2` }),
    false,
  );
  assert.equal(
    held({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, { 'aws:SourceIp': '203.0.113.9' }),
    true,
  );
  assert.equal(
    held(
      { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } },
      { 'aws:SourceIp': '203.0.113.9' },
    ),
    false,
  );
  assert.equal(
    held({ 'ForAllValues:StringLike': { 'aws:TagKeys': 'house:*' } }, { 'aws:TagKeys': ['house:a', 'x'] }),
    false,
  );
  assert.equal(
    held({ 'ForAnyValue:StringLike': { 'aws:TagKeys': 'house:*' } }, { 'aws:TagKeys': ['house:a', 'x'] }),
    true,
  );
  assert.equal(
    held(
      { DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } },
      { 'aws:CurrentTime': '2029-12-31T00:00:00Z' },
    ),
    true,
  );
  assert.equal(held({ NumericGreaterThanEquals: { n: '5' } }, { n: '10' }), true);
});
