import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import type { AwsSettings } from '../domain/aws-settings.ts';
import type { CallRecord } from './call-record.ts';
import { familyOf } from './error-family.ts';
import { addMiddleware, type Extensible } from './middleware.ts';
import type { Timing } from './timing.ts';

/** Temporary or lasting keys; never logged. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Gives credentials; `forceRefresh` asks for others than those given before. */
export type CredentialSource = (options?: { readonly forceRefresh?: boolean }) => Promise<Credentials>;

/** Makes SDK clients that all share connections, time-outs, the endpoint and the record of calls. Without a source: the default chain. */
export interface Connector {
  sts(source?: CredentialSource): STSClient;
  organizations(source?: CredentialSource): OrganizationsClient;
  /** `attempts` 1 where a repetition could do harm: the SDK must not repeat those on its own. */
  iam(source: CredentialSource | undefined, attempts: 1 | 3): IAMClient;
  /** For reading much: throttled calls are repeated more often, and the client slows itself down (the SDK's adaptive mode). */
  patientIam(source: CredentialSource | undefined): IAMClient;
  secrets(source: CredentialSource | undefined, region: string): SecretsManagerClient;
  close(): void;
}

/** `base` are the credentials where no source is given; the SDK's default chain if there are none. */
export function createConnector(
  settings: AwsSettings,
  record: CallRecord,
  timing: Timing,
  base?: CredentialSource,
): Connector {
  // The SDK makes a handler of plain options; the first client's is shared, so that all keep the same connections alive.
  const first = new STSClient({
    region: settings.region,
    requestHandler: {
      connectionTimeout: timing.connectMs,
      requestTimeout: timing.requestMs,
      socketTimeout: timing.requestMs,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: 64 },
      httpsAgent: { keepAlive: true, maxSockets: 64 },
    },
  });
  const { requestHandler } = first.config;

  const options = (source = base, attempts: number, region = settings.region) => ({
    region,
    requestHandler,
    maxAttempts: attempts,
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
    ...(source === undefined ? {} : { credentials: shared(source) }),
  });

  function ready<C extends Extensible & Renewable>(client: C): C {
    record.attachTo(client);
    renewExpired(client);
    return client;
  }

  return {
    sts: (source) => ready(new STSClient(options(source, 3))),
    organizations: (source) => ready(new OrganizationsClient(options(source, 3))),
    iam: (source, attempts) => ready(new IAMClient(options(source, attempts))),
    patientIam: (source) => ready(new IAMClient({ ...options(source, 8), retryMode: 'adaptive' })),
    secrets: (source, region) => ready(new SecretsManagerClient(options(source, 3, region))),
    close: () => first.destroy(),
  };
}

/** Has the SDK ask each time, instead of keeping a copy for each client: what one client renews is new for all. */
function shared(source: CredentialSource): CredentialSource {
  return Object.assign((...options: Parameters<CredentialSource>) => source(...options), { memoized: true });
}

interface Renewable {
  readonly config: { credentials(options: { forceRefresh: boolean }): Promise<unknown> };
}

/** An expired session was refused before anything was done, so one new session and one repetition are safe for every call. */
function renewExpired(client: Extensible & Renewable): void {
  addMiddleware(client, 'initialize', 'chatelaineRenewal', (next) => async (args) => {
    try {
      return await next(args);
    } catch (error) {
      if (familyOf(error) !== 'expired-session') throw error;
      await client.config.credentials({ forceRefresh: true });
      return next(args);
    }
  });
}
