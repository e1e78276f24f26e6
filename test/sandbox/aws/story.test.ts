import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  CreateUserCommand,
  GetAccessKeyLastUsedCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  ListGroupsForUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateSecretCommand, DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { PROD_EU } from '../../../src/sandbox/scenario/prod-eu.ts';
import { PROD_BOUNDARY, start } from './start.ts';

test('a service user is created with the shipped roles, and its key works', async (t) => {
  const { aws, enter, iam, secrets, stsAs } = await start(t);
  const keys = await enter();
  const client = iam(keys);
  const UserName = 'svc-forwarder';

  const { User } = await client.send(
    new CreateUserCommand({
      UserName,
      Path: '/chatelaine/',
      PermissionsBoundary: PROD_BOUNDARY,
      Tags: [{ Key: 'chatelaine:request', Value: 'IAM-42' }],
    }),
  );
  assert.match(User?.UserId ?? '', /^AIDA[A-Z2-7]{17}$/);
  assert.equal(User?.Arn, `arn:aws:iam::${PROD_EU}:user/chatelaine/${UserName}`);

  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } },
      },
    ],
  });
  await client.send(new PutUserPolicyCommand({ UserName, PolicyName: 'source-network', PolicyDocument }));
  await client.send(new AddUserToGroupCommand({ UserName, GroupName: 'metrics-read' }));
  const { AccessKey } = await client.send(new CreateAccessKeyCommand({ UserName }));
  assert.match(AccessKey?.AccessKeyId ?? '', /^AKIA[A-Z2-7]{16}$/);
  assert.equal(AccessKey?.SecretAccessKey?.length, 40);

  const vault = secrets(keys);
  const { Name } = await vault.send(
    new CreateSecretCommand({
      Name: `chatelaine/${UserName}`,
      SecretString: AccessKey?.SecretAccessKey,
      Tags: [{ Key: 'chatelaine:request', Value: 'IAM-42' }],
    }),
  );
  const described = await vault.send(new DescribeSecretCommand({ SecretId: Name }));
  assert.deepEqual(described.Tags, [{ Key: 'chatelaine:request', Value: 'IAM-42' }]);

  // Read back: the same truth through the API and in the snapshot.
  const read = await client.send(new GetUserCommand({ UserName }));
  assert.equal(read.User?.PermissionsBoundary?.PermissionsBoundaryArn, PROD_BOUNDARY);
  assert.deepEqual(read.User?.Tags, [{ Key: 'chatelaine:request', Value: 'IAM-42' }]);
  const policy = await client.send(new GetUserPolicyCommand({ UserName, PolicyName: 'source-network' }));
  assert.match(policy.PolicyDocument ?? '', /^%7B%22Version%22%3A/);
  assert.equal(decodeURIComponent(policy.PolicyDocument ?? ''), PolicyDocument);
  const groups = await client.send(new ListGroupsForUserCommand({ UserName }));
  assert.deepEqual(
    groups.Groups?.map(({ GroupName }) => GroupName),
    ['metrics-read'],
  );
  const seen = aws.world.snapshot(PROD_EU).users.find(({ name }) => name === UserName);
  assert.equal(seen?.keys.length, 1);
  assert.equal(aws.world.secretValue(PROD_EU, `chatelaine/${UserName}`), AccessKey?.SecretAccessKey);

  // The delivered key signs calls, and the use is recorded.
  const handed = {
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  };
  assert.equal(aws.world.isSecretOf(handed.accessKeyId, handed.secretAccessKey), true);
  const identity = await stsAs(handed).send(new GetCallerIdentityCommand({}));
  assert.equal(identity.Arn, User?.Arn);
  const used = await client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: handed.accessKeyId }));
  assert.equal(used.UserName, UserName);
  assert.equal(used.AccessKeyLastUsed?.ServiceName, 'sts');
});

test('every call is listed with the session that made it, and without the secret', async (t) => {
  const { aws, enter, secrets } = await start(t);
  const live: string[] = [];
  const stop = aws.onCall(({ operation, status }) => live.push(`${operation} ${status}`));
  const keys = await enter();
  const secret = 'canary-5b1c7a';
  await secrets(keys).send(
    new CreateSecretCommand({
      Name: 'chatelaine/canary',
      SecretString: secret,
      Tags: [{ Key: 'chatelaine:request', Value: 'IAM-42' }],
    }),
  );
  stop();
  assert.deepEqual(live, ['AssumeRole 200', 'CreateSecret 200']);
  const call = aws.calls.at(-1);
  assert.equal(call?.account, PROD_EU);
  assert.equal(call?.principal?.sessionName, 'IAM-42');
  assert.equal(call?.principal?.sourceIdentity, 'IAM-42');
  assert.equal(call?.applied, true);
  assert.equal(JSON.stringify(aws.calls).includes(secret), false);
  assert.equal(JSON.stringify(aws.world.accounts()).includes(secret), false);
});

test('a reset plants the seed again and keeps the credentials', async (t) => {
  const { aws, enter, iam, sts } = await start(t);
  await iam(await enter()).send(
    new CreateUserCommand({
      UserName: 'svc-passing',
      Path: '/chatelaine/',
      PermissionsBoundary: PROD_BOUNDARY,
      Tags: [{ Key: 'chatelaine:request', Value: 'IAM-1' }],
    }),
  );
  aws.reset();
  assert.equal(aws.calls.length, 0);
  assert.equal(
    aws.world.snapshot(PROD_EU).users.some(({ name }) => name === 'svc-passing'),
    false,
  );
  assert.match((await sts.send(new GetCallerIdentityCommand({}))).Arn ?? '', /assumed-role\/chatelaine-hub/);
});
