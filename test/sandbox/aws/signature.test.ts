import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateAccessKeyCommand, DeleteAccessKeyCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { MEMBER_ROLE } from '../../../src/sandbox/aws/roles.ts';
import { PROD_EU } from '../../../src/sandbox/scenario/prod-eu.ts';
import { scenarioOrganization } from '../../../src/sandbox/scenario.ts';
import { owners, refusal, start, startFree } from './start.ts';

const whoAmI = new GetCallerIdentityCommand({});

test('a wrong secret, an unknown key and a missing token are refused', async (t) => {
  const { aws, stsAs } = await start(t);
  const { credentials } = aws;
  const wrong = { ...credentials, secretAccessKey: 'x'.repeat(40) };
  await assert.rejects(stsAs(wrong).send(whoAmI), refusal('SignatureDoesNotMatch', 403));
  const unknown = { ...credentials, accessKeyId: 'AKIAAAAAAAAAAAAAAAAA' };
  await assert.rejects(stsAs(unknown).send(whoAmI), refusal('InvalidClientTokenId', 403));
  const { sessionToken: _, ...tokenless } = credentials;
  await assert.rejects(stsAs(tokenless).send(whoAmI), refusal('InvalidClientTokenId', 403));
});

test('the JSON services have their own names for it', async (t) => {
  const { aws, secrets } = await start(t);
  const unknown = { ...aws.credentials, accessKeyId: 'AKIAAAAAAAAAAAAAAAAA' };
  await assert.rejects(
    secrets(unknown).send(new ListSecretsCommand({})),
    refusal('UnrecognizedClientException', 400),
  );
  const wrong = { ...aws.credentials, secretAccessKey: 'x'.repeat(40) };
  await assert.rejects(
    secrets(wrong).send(new ListSecretsCommand({})),
    refusal('InvalidSignatureException', 400),
  );
});

test('a request without a signature, and one with a changed body, are refused', async (t) => {
  const { aws, sts } = await start(t);
  const body = 'Action=GetCallerIdentity&Version=2011-06-15';
  const bare = await fetch(aws.url, { method: 'POST', body });
  assert.equal(bare.status, 403);
  assert.match(await bare.text(), /<Code>MissingAuthenticationToken<\/Code>/);

  // What the SDK signed is taken off the wire and sent again with one more parameter.
  const command = new GetCallerIdentityCommand({});
  let signed: { headers: Record<string, string> } | undefined;
  command.middlewareStack.add(
    (next) => (args) => {
      signed = args.request as typeof signed;
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await sts.send(command);
  const { 'content-length': _, host: __, ...headers } = signed?.headers ?? {};
  const replayed = await fetch(aws.url, { method: 'POST', body, headers });
  assert.equal(replayed.status, 200);
  const forged = await fetch(aws.url, { method: 'POST', body: `${body}&More=1`, headers });
  assert.equal(forged.status, 403);
  assert.match(await forged.text(), /<Code>SignatureDoesNotMatch<\/Code>/);
});

test('a session ends with its time, a key with its status', async (t) => {
  const { clock, keys, client, stsAs } = await startFree(t);
  const UserName = 'svc-datadog';
  const { AccessKey } = await client.send(new CreateAccessKeyCommand({ UserName }));
  const AccessKeyId = AccessKey?.AccessKeyId ?? '';
  const own = { accessKeyId: AccessKeyId, secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
  await stsAs(own).send(whoAmI);
  await client.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }));
  await assert.rejects(stsAs(own).send(whoAmI), refusal('InvalidClientTokenId', 403));
  await client.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Active' }));
  await stsAs(own).send(whoAmI);
  await client.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
  await assert.rejects(stsAs(own).send(whoAmI), refusal('InvalidClientTokenId', 403));

  clock.advance(59 * 60_000);
  await stsAs(keys).send(whoAmI);
  clock.advance(2 * 60_000);
  await assert.rejects(stsAs(keys).send(whoAmI), refusal('ExpiredToken', 403));
});

test('a signature is good for five minutes, to either side', async (t) => {
  const { aws } = await start(t);
  for (const minutes of [-6, 6]) {
    const client = new STSClient({
      endpoint: aws.url,
      region: 'eu-west-1',
      credentials: aws.credentials,
      maxAttempts: 1,
      systemClockOffset: minutes * 60_000,
    });
    t.after(() => client.destroy());
    await assert.rejects(
      client.send(whoAmI),
      refusal('SignatureDoesNotMatch', 403, /not within five minutes/),
    );
  }
});

test('with one account the hub is the member role itself', async (t) => {
  const hub = { accountId: PROD_EU, roleName: MEMBER_ROLE, sessionName: 'single' };
  const { sts } = await start(t, { organization: { ...scenarioOrganization(owners), hub } });
  const identity = await sts.send(whoAmI);
  assert.equal(identity.Arn, `arn:aws:sts::${PROD_EU}:assumed-role/${MEMBER_ROLE}/single`);
});
