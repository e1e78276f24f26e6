import type { TestContext } from 'node:test';
import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, type AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts';
import { boundaryArn, MEMBER_ROLE } from '../../../src/sandbox/aws/roles.ts';
import type { OrganizationSeed } from '../../../src/sandbox/aws/seed.ts';
import {
  type AwsSimulator,
  type AwsSimulatorOptions,
  createAwsSimulator,
} from '../../../src/sandbox/aws/simulator.ts';
import { makeSandboxClock, type SandboxClock } from '../../../src/sandbox/clock.ts';
import { PROD_EU } from '../../../src/sandbox/scenario/prod-eu.ts';
import { EXTERNAL_ID, HUB_ACCOUNT, scenarioOrganization } from '../../../src/sandbox/scenario.ts';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Started {
  readonly aws: AwsSimulator;
  readonly clock: SandboxClock;
  readonly sts: STSClient;
  readonly organizations: OrganizationsClient;
  /** Enters the member role of an account (prod-eu unless named). */
  readonly enter: (change?: Partial<AssumeRoleCommandInput>) => Promise<Keys>;
  readonly iam: (keys: Keys, attempts?: number) => IAMClient;
  readonly secrets: (keys: Keys, region?: string) => SecretsManagerClient;
  readonly stsAs: (keys: Keys) => STSClient;
}

/** In each member account a role that may do everything, for tests that aren't about permission. */
export const FREE_ROLE = 'Unbounded';

export const owners = { developer: 'U1', lead: 'U2', operations: 'U3', security: 'U4', leaver: 'U5' };

function organization(): OrganizationSeed {
  const seed = scenarioOrganization(owners);
  const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${HUB_ACCOUNT}:root` },
        Action: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
      },
    ],
  };
  return {
    ...seed,
    accounts: seed.accounts.map((account) => ({
      ...account,
      roles: (account.roles ?? [])
        .map((role) =>
          account.id === HUB_ACCOUNT ? { ...role, inline: { ...role.inline, everything } } : role,
        )
        .concat(account.id === HUB_ACCOUNT ? [] : [{ name: FREE_ROLE, trust, inline: { everything } }]),
    })),
  };
}

export async function start(t: TestContext, options: Partial<AwsSimulatorOptions> = {}): Promise<Started> {
  const clock = makeSandboxClock();
  const aws = await createAwsSimulator({ clock, organization: organization(), ...options });
  const clients: { destroy(): void }[] = [];
  t.after(async () => {
    for (const client of clients) client.destroy();
    await aws.close();
  });
  const keep = <Client extends { destroy(): void }>(client: Client): Client => {
    clients.push(client);
    return client;
  };
  const configuration = (credentials: Keys, region = 'eu-west-1', maxAttempts = 1) => ({
    endpoint: aws.url,
    region,
    credentials,
    maxAttempts,
  });
  const sts = keep(new STSClient(configuration(aws.credentials)));
  return {
    aws,
    clock,
    sts,
    organizations: keep(new OrganizationsClient(configuration(aws.credentials))),
    async enter(change = {}) {
      const { Credentials } = await sts.send(
        new AssumeRoleCommand({
          RoleArn: roleArn(MEMBER_ROLE),
          RoleSessionName: 'IAM-42',
          SourceIdentity: 'IAM-42',
          ExternalId: EXTERNAL_ID,
          ...change,
        }),
      );
      return {
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken ?? '',
      };
    },
    iam: (keys, attempts) => keep(new IAMClient(configuration(keys, 'us-east-1', attempts))),
    secrets: (keys, region) => keep(new SecretsManagerClient(configuration(keys, region))),
    stsAs: (keys) => keep(new STSClient(configuration(keys))),
  };
}

export function roleArn(name: string, account = PROD_EU): string {
  return `arn:aws:iam::${account}:role/${name}`;
}

/** As the role that may do everything in prod-eu. */
export async function startFree(t: TestContext, options: Partial<AwsSimulatorOptions> = {}) {
  const started = await start(t, options);
  const keys = await started.enter({ RoleArn: roleArn(FREE_ROLE) });
  return { ...started, keys, client: started.iam(keys) };
}

export const PROD_BOUNDARY = boundaryArn(PROD_EU);

/** For assert.rejects: the error's name on the wire, its status and a part of its words. */
export function refusal(name: string, status: number, words: RegExp = /./) {
  return (error: unknown) => {
    const {
      name: is,
      message,
      $metadata,
    } = error as { name: string; message: string; $metadata?: { httpStatusCode?: number } };
    if (is === name && $metadata?.httpStatusCode === status && words.test(message)) return true;
    throw new Error(
      `expected ${name} ${status} ${words}, got ${is} ${$metadata?.httpStatusCode}: ${message}`,
    );
  };
}
