import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  TagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import { FREE_ROLE, refusal, roleArn, startFree } from './start.ts';

const Name = 'chatelaine/svc-a';
const token = (digit: number) => `${digit}`.repeat(32);

test('a creation can be repeated with its token, and only with the same content', async (t) => {
  const { secrets, keys } = await startFree(t);
  const vault = secrets(keys);
  const create = (SecretString: string, ClientRequestToken: string) =>
    vault.send(new CreateSecretCommand({ Name, SecretString, ClientRequestToken }));
  const first = await create('one', token(1));
  assert.match(
    first.ARN ?? '',
    /^arn:aws:secretsmanager:eu-west-1:123456789012:secret:chatelaine\/svc-a-\w{6}$/,
  );
  assert.deepEqual([(await create('one', token(1))).ARN, first.VersionId], [first.ARN, token(1)]);
  await assert.rejects(create('two', token(1)), refusal('ResourceExistsException', 400));
  await assert.rejects(create('one', token(2)), refusal('ResourceExistsException', 400));
  await assert.rejects(create('one', 'short'), refusal('InvalidParameterException', 400));
});

test('versions move the labels along', async (t) => {
  const { secrets, keys } = await startFree(t);
  const vault = secrets(keys);
  await vault.send(new CreateSecretCommand({ Name, SecretString: 'one', ClientRequestToken: token(1) }));
  await vault.send(
    new PutSecretValueCommand({ SecretId: Name, SecretString: 'two', ClientRequestToken: token(2) }),
  );
  await vault.send(
    new PutSecretValueCommand({ SecretId: Name, SecretString: 'two', ClientRequestToken: token(2) }),
  );
  await assert.rejects(
    vault.send(
      new PutSecretValueCommand({ SecretId: Name, SecretString: 'three', ClientRequestToken: token(2) }),
    ),
    refusal('ResourceExistsException', 400),
  );
  const { VersionIdsToStages } = await vault.send(new DescribeSecretCommand({ SecretId: Name }));
  assert.deepEqual(VersionIdsToStages, { [token(1)]: ['AWSPREVIOUS'], [token(2)]: ['AWSCURRENT'] });
  const value = async (VersionStage?: string) =>
    (await vault.send(new GetSecretValueCommand({ SecretId: Name, VersionStage }))).SecretString;
  assert.deepEqual([await value(), await value('AWSPREVIOUS')], ['two', 'one']);
});

test('a deletion waits, can be taken back, and keeps the name until it is over', async (t) => {
  const { secrets, keys, clock, enter } = await startFree(t);
  const vault = secrets(keys);
  const create = new CreateSecretCommand({ Name, SecretString: 'one' });
  await vault.send(create);
  await vault.send(new DeleteSecretCommand({ SecretId: Name, RecoveryWindowInDays: 7 }));
  await assert.rejects(vault.send(create), refusal('InvalidRequestException', 400, /scheduled for deletion/));
  await assert.rejects(
    vault.send(new GetSecretValueCommand({ SecretId: Name })),
    refusal('InvalidRequestException', 400),
  );
  await vault.send(new RestoreSecretCommand({ SecretId: Name }));
  assert.equal((await vault.send(new GetSecretValueCommand({ SecretId: Name }))).SecretString, 'one');
  await vault.send(new DeleteSecretCommand({ SecretId: Name, RecoveryWindowInDays: 7 }));
  clock.advance(8 * 86_400_000);
  const later = secrets(await enter({ RoleArn: roleArn(FREE_ROLE) }));
  await assert.rejects(
    later.send(new DescribeSecretCommand({ SecretId: Name })),
    refusal('ResourceNotFoundException', 400),
  );
  await later.send(create);
  await later.send(new DeleteSecretCommand({ SecretId: Name, ForceDeleteWithoutRecovery: true }));
  await later.send(create);
});

test('secrets live in their region, with tags', async (t) => {
  const { secrets, keys } = await startFree(t);
  const [here, there] = [secrets(keys), secrets(keys, 'us-east-1')];
  await here.send(new CreateSecretCommand({ Name, SecretString: 'one', Tags: [{ Key: 'a', Value: '1' }] }));
  await here.send(new TagResourceCommand({ SecretId: Name, Tags: [{ Key: 'b', Value: '2' }] }));
  assert.deepEqual((await here.send(new ListSecretsCommand({}))).SecretList?.[0]?.Tags, [
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '2' },
  ]);
  assert.deepEqual((await there.send(new ListSecretsCommand({}))).SecretList, []);
  await assert.rejects(
    there.send(new DescribeSecretCommand({ SecretId: Name })),
    refusal('ResourceNotFoundException', 400),
  );
});
