import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { AwsSettings } from '../domain/aws-settings.ts';
import { AccountId } from '../domain/ids.ts';
import { assumeRole, kept } from './assumed-role.ts';
import type { Connector, CredentialSource } from './connector.ts';
import { AwsRefusal, readFailure } from './errors.ts';

export interface CallerIdentity {
  readonly accountId: AccountId;
  readonly arn: string;
}

/** Who the bot is before it goes into any account: the default credential chain, or the hub role assumed from there. */
export interface Hub {
  readonly source: CredentialSource;
  readonly sts: STSClient;
  /** Throws AwsRefusal. */
  identity(): Promise<CallerIdentity>;
}

export function createHub(settings: AwsSettings, connector: Connector): Hub {
  const base = connector.sts();
  const role = settings.hubRole;
  // The chain is resolved once, by the first client: an instance's metadata isn't asked again for each session.
  const chain: CredentialSource = (options) => base.config.credentials({ ...options });
  const source =
    role === undefined
      ? chain
      : kept(() =>
          assumeRole(base, {
            RoleArn: role.arn,
            RoleSessionName: 'chatelaine-hub',
            ...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
          }),
        );
  const sts = role === undefined ? base : connector.sts(source);
  return {
    source,
    sts,
    async identity() {
      const answer = await sts.send(new GetCallerIdentityCommand({})).catch((error: unknown) => {
        throw new AwsRefusal(
          readFailure(error, { account: 'the hub account', actor: 'Chatelaine’s credentials' }),
        );
      });
      return { accountId: AccountId.parse(answer.Account), arn: answer.Arn ?? '' };
    },
  };
}
