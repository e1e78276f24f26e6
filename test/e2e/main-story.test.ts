import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { armor, Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { people } from '../../src/sandbox/workspace.ts';
import { type Postgres, startPostgres } from '../store/postgres.ts';
import { approve, cardWhen, dmWith } from './decisions.ts';
import { ask } from './request-form.ts';
import { type Stage, sharedStage } from './story.ts';
import { buttonsOf, words } from './words.ts';

const PROD = '123456789012';

describe('the main story', () => {
  let server: Postgres | undefined;
  before(async () => {
    server = await startPostgres();
  });
  after(() => server?.stop());

  for (const mode of ['http', 'socket'] as const) {
    describe(`${mode}, PGlite`, () => tells(sharedStage({ mode })));
    describe(`${mode}, PostgreSQL`, () =>
      tells(sharedStage(async () => ({ mode, database: { url: (await server?.createDatabase()) ?? '' } }))));
  }
});

function tells(stage: () => Stage): void {
  test('from the first command to a key that opens AWS', async () => {
    const { slack, aws } = stage();
    const requester = slack.as(people.requester);
    const id = await ask(stage(), { userName: 'svc-story' });
    const waiting = await cardWhen(stage(), id, /waiting for approval, 0 of 1/);
    assert.deepEqual(buttonsOf(waiting), ['Approve', 'Deny…', 'Full plan']);
    assert.match(
      words(waiting),
      /svc-story.*Asked by @U0NOOR00000.*Why not a role.*Datadog forwarder takes keys only/,
    );
    assert.match(
      words(waiting),
      /create the group chatelaine-metrics-read.*create the user under \/chatelaine\/ .*join the group/,
    );
    assert.equal(
      aws.world.snapshot(PROD).users.some(({ name }) => name === 'svc-story'),
      false,
    );

    await approve(stage(), id);
    const done = await cardWhen(stage(), id, /: done\./);
    assert.match(words(done), /Approved by @U0TOMASZ000/);
    assert.deepEqual(buttonsOf(done), ['Full plan']);

    const user = aws.world.snapshot(PROD).users.find(({ name }) => name === 'svc-story');
    assert.equal(user?.tags['chatelaine:request'], id);
    assert.equal(user?.tags['chatelaine:owner'], people.requester);
    assert.equal(user?.boundary, `arn:aws:iam::${PROD}:policy/chatelaine/chatelaine-boundary`);
    assert.deepEqual(user?.groups, ['chatelaine-metrics-read']);
    assert.equal(user?.keys.length, 1);

    const handOver = await slack.waitFor(
      () => requester.dm().find((message) => message.text.includes(`${id} · the key`)),
      {
        what: 'the pointer to the key',
      },
    );
    assert.match(words(handOver), /chatelaine\/svc-story in eu-west-1.*aws secretsmanager get-secret-value/);
    const credentials = readSecret(aws.world.secretValue(PROD, 'chatelaine/svc-story'));
    assert.equal(credentials.accessKeyId, user?.keys[0]?.id);
    assert.equal(await whoIs(stage(), credentials), user?.arn);
    // The boundary keeps the key away from IAM itself.
    const iam = new IAMClient({ endpoint: aws.url, region: 'eu-west-1', credentials });
    await assert.rejects(iam.send(new ListUsersCommand({})), /AccessDenied|not authorized/);
    iam.destroy();
    await dmWith(stage(), new RegExp(`^Your request ${id} .*: done\\.$`));
  });

  test('a key sealed to the requester’s age key opens with that key only', async () => {
    const { slack, aws } = stage();
    const identity = await generateIdentity();
    const ageRecipient = await identityToRecipient(identity);
    const id = await ask(stage(), { userName: 'svc-sealed', delivery: 'age', ageRecipient });
    await approve(stage(), id, people.securityApprover);
    await cardWhen(stage(), id, /: done\./);
    const handOver = await slack.waitFor(
      () =>
        slack
          .as(people.requester)
          .dm()
          .find((message) => message.text.includes(`${id} · the key`)),
      { what: 'the sealed key' },
    );
    const sealed = /-----BEGIN AGE ENCRYPTED FILE-----[^"]*-----END AGE ENCRYPTED FILE-----/.exec(
      JSON.stringify(handOver.blocks),
    );
    const ciphertext = armor.decode(String(sealed?.[0]).replaceAll('\\n', '\n'));
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const credentials = readSecret(await decrypter.decrypt(ciphertext, 'text'));
    const user = aws.world.snapshot(PROD).users.find(({ name }) => name === 'svc-sealed');
    assert.equal(await whoIs(stage(), credentials), user?.arn);
    assert.equal(aws.world.secretValue(PROD, 'chatelaine/svc-sealed'), undefined);

    const stranger = new Decrypter();
    stranger.addIdentity(await generateIdentity());
    await assert.rejects(stranger.decrypt(ciphertext, 'text'));
  });
}

interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const readSecret = (text: string | undefined): Key => JSON.parse(text ?? 'null') as Key;

async function whoIs(stage: Stage, credentials: Key): Promise<string | undefined> {
  const sts = new STSClient({ endpoint: stage.aws.url, region: 'eu-west-1', credentials });
  try {
    return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
  } finally {
    sts.destroy();
  }
}
