import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteGroupCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DetachUserPolicyCommand,
  GetAccountPasswordPolicyCommand,
  GetGroupPolicyCommand,
  GetLoginProfileCommand,
  GetPolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  PutUserPolicyCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { SANDBOX_DEV } from '../../../src/sandbox/scenario/sandbox-dev.ts';
import { FREE_ROLE, refusal, roleArn, startFree } from './start.ts';

const UserName = 'svc-datadog';
const noSuchEntity = (words: RegExp) => refusal('NoSuchEntityException', 404, words);

test('what is not there is named', async (t) => {
  const { client, enter, iam } = await startFree(t);
  await assert.rejects(
    client.send(new GetUserCommand({ UserName: 'nobody' })),
    noSuchEntity(/^The user with name nobody cannot be found\.$/),
  );
  await assert.rejects(
    client.send(new AddUserToGroupCommand({ UserName, GroupName: 'none' })),
    noSuchEntity(/^The group with name none cannot be found\.$/),
  );
  await assert.rejects(
    client.send(new GetUserPolicyCommand({ UserName, PolicyName: 'none' })),
    noSuchEntity(/user policy with name none/),
  );
  await assert.rejects(
    client.send(new GetGroupPolicyCommand({ GroupName: 'developers', PolicyName: 'none' })),
    noSuchEntity(/group policy with name none/),
  );
  await assert.rejects(
    client.send(new GetPolicyCommand({ PolicyArn: 'arn:aws:iam::aws:policy/None' })),
    noSuchEntity(/does not exist or is not attachable/),
  );
  await assert.rejects(
    client.send(
      new DetachUserPolicyCommand({ UserName, PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
    ),
    noSuchEntity(/was not found/),
  );
  await assert.rejects(
    client.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: 'AKIAAAAAAAAAAAAAAAAA' })),
    noSuchEntity(/Access Key with id/),
  );
  await assert.rejects(
    client.send(new GetLoginProfileCommand({ UserName })),
    noSuchEntity(/Login Profile for User svc-datadog/),
  );
  const dev = iam(await enter({ RoleArn: roleArn(FREE_ROLE, SANDBOX_DEV) }));
  await assert.rejects(dev.send(new GetAccountPasswordPolicyCommand({})), noSuchEntity(/Password Policy/));
});

test('names are unique whatever their case', async (t) => {
  const { client } = await startFree(t);
  await assert.rejects(
    client.send(new CreateUserCommand({ UserName: 'SVC-Datadog' })),
    refusal('EntityAlreadyExistsException', 409, /^User with name SVC-Datadog already exists\.$/),
  );
  await assert.rejects(
    client.send(new CreateGroupCommand({ GroupName: 'Developers' })),
    refusal('EntityAlreadyExistsException', 409),
  );
  await client.send(new GetUserCommand({ UserName: 'SVC-DATADOG' }));
});

test('names, paths and tags are checked', async (t) => {
  const { client } = await startFree(t);
  const create = (change: object) => client.send(new CreateUserCommand({ UserName: 'svc-x', ...change }));
  await assert.rejects(
    create({ UserName: 'svc x' }),
    refusal('ValidationError', 400, /must contain only alphanumeric characters/),
  );
  await assert.rejects(
    create({ UserName: 'x'.repeat(65) }),
    refusal('ValidationError', 400, /less than or equal to 64/),
  );
  await assert.rejects(
    create({ Path: 'nested' }),
    refusal('ValidationError', 400, /must begin and end with \//),
  );
  const twins = [
    { Key: 'Team', Value: 'a' },
    { Key: 'team', Value: 'b' },
  ];
  await assert.rejects(create({ Tags: twins }), refusal('InvalidInputException', 400, /case insensitive/));
  await assert.rejects(
    create({ Tags: [{ Key: 'aws:team', Value: 'a' }] }),
    refusal('InvalidInputException', 400, /reserved/),
  );
  await assert.rejects(create({ Tags: [{ Key: 'team', Value: 'a & b' }] }), refusal('ValidationError', 400));
  await assert.rejects(
    create({ Tags: [{ Key: 'team', Value: 'x'.repeat(257) }] }),
    refusal('ValidationError', 400, /256/),
  );
  const many = Array.from({ length: 51 }, (_, at) => ({ Key: `k${at}`, Value: '' }));
  await assert.rejects(create({ Tags: many }), refusal('LimitExceededException', 409));
  await create({ Tags: [{ Key: 'Team', Value: 'a' }] });
  await client.send(new TagUserCommand({ UserName: 'svc-x', Tags: [{ Key: 'team', Value: 'b' }] }));
  const { User } = await client.send(new GetUserCommand({ UserName: 'svc-x' }));
  assert.deepEqual(User?.Tags, [{ Key: 'team', Value: 'b' }]);
});

test('policy documents are read before they are kept', async (t) => {
  const { client } = await startFree(t);
  const put = (PolicyDocument: string, PolicyName = 'p') =>
    client.send(new PutUserPolicyCommand({ UserName: 'test-size', PolicyName, PolicyDocument }));
  await client.send(new CreateUserCommand({ UserName: 'test-size' }));
  const statement = (change: object) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*', ...change }],
    });
  const malformed = (words: RegExp) => refusal('MalformedPolicyDocumentException', 400, words);
  await assert.rejects(put('{'), malformed(/Syntax errors/));
  await assert.rejects(put(statement({ Effect: 'Maybe' })), malformed(/Syntax errors/));
  await assert.rejects(put(statement({ Action: 'GetObject' })), malformed(/prefaced by a vendor/));
  await assert.rejects(put(statement({ Resource: 'bucket' })), malformed(/must be in ARN format/));
  await assert.rejects(put(statement({ Principal: '*' })), malformed(/should not specify a principal/));
  await assert.rejects(
    put(statement({ Condition: { StringSortOf: { a: 'b' } } })),
    malformed(/Invalid Condition type/),
  );
  // 2,048 characters over all inline policies, white space not counted.
  const long = (length: number) => statement({ Sid: 'x'.repeat(length) });
  await put(JSON.stringify(JSON.parse(long(1000)), null, 60), 'first');
  await put(long(800), 'second');
  await assert.rejects(
    put(long(100), 'third'),
    refusal('LimitExceededException', 409, /^Maximum policy size of 2048 bytes exceeded for user test-size$/),
  );
  await put(long(100), 'second');
});

test('quotas are kept', async (t) => {
  const { client } = await startFree(t);
  const limit = refusal('LimitExceededException', 409);
  await client.send(new CreateAccessKeyCommand({ UserName }));
  await assert.rejects(
    client.send(new CreateAccessKeyCommand({ UserName })),
    refusal('LimitExceededException', 409, /^Cannot exceed quota for AccessKeysPerUser: 2$/),
  );
  await client.send(new CreateUserCommand({ UserName: 'svc-many' }));
  for (let at = 0; at < 11; at += 1) {
    const GroupName = `g${at}`;
    await client.send(new CreateGroupCommand({ GroupName }));
    const joining = client.send(new AddUserToGroupCommand({ UserName: 'svc-many', GroupName }));
    if (at < 10) await joining;
    else await assert.rejects(joining, limit);
  }
  const bedrock = new CreateServiceSpecificCredentialCommand({
    UserName,
    ServiceName: 'bedrock.amazonaws.com',
    CredentialAgeDays: 30,
  });
  const { ServiceSpecificCredential } = await client.send(bedrock);
  assert.equal(typeof ServiceSpecificCredential?.ServiceCredentialSecret, 'string');
  await client.send(bedrock);
  await assert.rejects(client.send(bedrock), limit);
});

test('eight keys on one user are possible where the quota is racy', async (t) => {
  const { client } = await startFree(t, { quirks: { racyKeyQuota: true } });
  for (let at = 0; at < 7; at += 1) await client.send(new CreateAccessKeyCommand({ UserName }));
});

test('policies: versions, defaults, conflicts', async (t) => {
  const { client } = await startFree(t);
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' },
  });
  const { Policy } = await client.send(new CreatePolicyCommand({ PolicyName: 'p1', PolicyDocument }));
  const PolicyArn = Policy?.Arn ?? '';
  for (let at = 0; at < 4; at += 1)
    await client.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
  await assert.rejects(
    client.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument })),
    refusal('LimitExceededException', 409),
  );
  await assert.rejects(
    client.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v5' })),
    refusal('DeleteConflictException', 409, /default version/),
  );
  await client.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
  await assert.rejects(
    client.send(new DeletePolicyCommand({ PolicyArn })),
    refusal('DeleteConflictException', 409, /attached/),
  );
  await client.send(new DetachUserPolicyCommand({ UserName, PolicyArn }));
  await assert.rejects(
    client.send(new DeletePolicyCommand({ PolicyArn })),
    refusal('DeleteConflictException', 409, /more than one version/),
  );
  for (const VersionId of ['v1', 'v2', 'v3', 'v4'])
    await client.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
  await client.send(new DeletePolicyCommand({ PolicyArn }));
});

test('groups are deleted empty, passwords follow the policy', async (t) => {
  const { client } = await startFree(t);
  await assert.rejects(
    client.send(new DeleteGroupCommand({ GroupName: 'developers' })),
    refusal('DeleteConflictException', 409),
  );
  const password = (Password: string) => client.send(new CreateLoginProfileCommand({ UserName, Password }));
  await assert.rejects(
    password('short'),
    refusal('PasswordPolicyViolationException', 400, /minimum length of 14/),
  );
  await password('Long-enough-for-2026');
  await assert.rejects(password('Long-enough-for-2026'), refusal('EntityAlreadyExistsException', 409));
});
