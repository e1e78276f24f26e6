import type { IAMClient } from '@aws-sdk/client-iam';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AwsSettings } from '../domain/aws-settings.ts';
import type { AccountId, RequestId } from '../domain/ids.ts';
import { assumeRole, kept } from './assumed-role.ts';
import type { Connector, CredentialSource } from './connector.ts';
import { AwsRefusal, readFailure } from './errors.ts';
import type { Hub } from './hub.ts';
import { readOnlyPolicy, sessionPolicy } from './session-policy.ts';
import { covers, type Scope, union } from './session-scope.ts';

/** A way into one account in the name of one request. Credentials renew themselves before they end. */
export interface Session {
  readonly accountId: AccountId;
  /** For reads, and for writes that may safely be repeated. */
  readonly iam: IAMClient;
  /** For reading a whole account: waits longer when AWS asks for patience. */
  readonly patientIam: IAMClient;
  /** Sends once: for what must not happen twice. */
  readonly iamOnce: IAMClient;
  secrets(region: string): SecretsManagerClient;
}

export interface Sessions {
  /** A session that can only read, named after the request if there is one. */
  forReading(accountId: AccountId, onBehalfOf?: RequestId): Promise<Session>;
  /** A session that may change what is in scope. The caller's account has been verified when it resolves. Throws AwsRefusal. */
  forWriting(accountId: AccountId, request: RequestId, scope: Scope): Promise<Session>;
  /** How the bot acts there, for sentences. */
  actor(): string;
}

export interface SessionsDeps {
  readonly settings: AwsSettings;
  readonly partition: string;
  readonly connector: Connector;
  readonly hub: Hub;
  /** The account's name for sentences. */
  readonly label: (accountId: AccountId) => string;
}

// More than a busy bot needs at once; only keeps a long life from collecting them.
const KEPT_SESSIONS = 16;
// Chained sessions last one hour at most (IAM user guide, "Role chaining").
const SESSION_SECONDS = 3_600;

interface Open {
  readonly scope: Scope | undefined;
  readonly session: Session;
}

export function createSessions(deps: SessionsDeps): Sessions {
  const { settings, connector, hub } = deps;
  const { mode } = settings;
  const sessions = new Map<string, Promise<Open>>();
  const actor = mode.kind === 'single' ? 'Chatelaine’s credentials' : `the role ${mode.memberRole}`;

  async function open(accountId: AccountId, name: string, scope: Scope | undefined): Promise<Open> {
    const source = mode.kind === 'single' ? hub.source : memberSource(deps, mode, accountId, name, scope);
    if (mode.kind === 'single') await verifyAccount(deps, accountId, source, actor);
    // Opens it now, so that a role that can't be assumed is told apart from a call that is refused.
    else await source();
    return { scope, session: makeSession(connector, accountId, source) };
  }

  async function hold(key: string, opening: Promise<Open>): Promise<Open> {
    sessions.delete(key);
    sessions.set(key, opening);
    const [oldest] = sessions.keys();
    if (sessions.size > KEPT_SESSIONS && oldest !== undefined) sessions.delete(oldest);
    try {
      return await opening;
    } catch (error) {
      if (sessions.get(key) === opening) sessions.delete(key);
      throw error;
    }
  }

  return {
    actor: () => actor,
    async forReading(accountId, onBehalfOf) {
      const name = onBehalfOf ?? 'chatelaine-read';
      const key = `${accountId} reads ${name}`;
      const { session } = await (sessions.get(key) ?? hold(key, open(accountId, name, undefined)));
      return session;
    },
    async forWriting(accountId, request, scope) {
      const key = `${accountId} writes ${request}`;
      const held = await sessions.get(key)?.catch(() => undefined);
      if (held?.scope !== undefined && covers(held.scope, scope)) return held.session;
      const wider = held?.scope === undefined ? scope : union(held.scope, scope);
      const { session } = await hold(key, open(accountId, request, wider));
      return session;
    },
  };
}

/** Clients are made when they are first needed: most sessions need one or two. */
function makeSession(connector: Connector, accountId: AccountId, source: CredentialSource): Session {
  const regional = new Map<string, SecretsManagerClient>();
  let iam: IAMClient | undefined;
  let iamOnce: IAMClient | undefined;
  let patientIam: IAMClient | undefined;
  return {
    accountId,
    get iam() {
      iam ??= connector.iam(source, 3);
      return iam;
    },
    get patientIam() {
      patientIam ??= connector.patientIam(source);
      return patientIam;
    },
    get iamOnce() {
      iamOnce ??= connector.iam(source, 1);
      return iamOnce;
    },
    secrets(region) {
      const client = regional.get(region) ?? connector.secrets(source, region);
      regional.set(region, client);
      return client;
    },
  };
}

/** Credentials of the member role, narrowed. Each new session that may write is verified before it is used. */
function memberSource(
  deps: SessionsDeps,
  mode: Extract<AwsSettings['mode'], { kind: 'organization' }>,
  accountId: AccountId,
  name: string,
  scope: Scope | undefined,
): CredentialSource {
  return kept(async () => {
    const credentials = await assumeRole(deps.hub.sts, {
      RoleArn: `arn:${deps.partition}:iam::${accountId}:role/${mode.memberRole}`,
      RoleSessionName: name,
      SourceIdentity: name,
      ExternalId: mode.externalId,
      DurationSeconds: SESSION_SECONDS,
      Policy: scope === undefined ? readOnlyPolicy : sessionPolicy(scope, accountId, deps.partition),
    }).catch((error: unknown) => {
      throw unreachable(error, deps.label(accountId), mode.memberRole, accountId);
    });
    if (scope !== undefined)
      await verifyAccount(deps, accountId, async () => credentials, `the role ${mode.memberRole}`);
    return credentials;
  });
}

function unreachable(error: unknown, account: string, role: string, accountId: AccountId): AwsRefusal {
  const failure = readFailure(error, { account, actor: 'the hub role' });
  if (failure.code !== 'access-denied' && failure.code !== 'gone') return new AwsRefusal(failure);
  return new AwsRefusal({
    ...failure,
    code: 'account-unreachable',
    message: `Chatelaine can’t get into ${account}: AWS refused it the role ${role}. Deploy manifests/aws/member-role.yaml in ${accountId} with this hub role and external id, then retry.`,
  });
}

/** The last check against a confused deputy: nothing is written before AWS itself says which account this is. */
async function verifyAccount(
  deps: SessionsDeps,
  accountId: AccountId,
  source: CredentialSource,
  actor: string,
): Promise<void> {
  const where = { account: deps.label(accountId), actor };
  const identity = await deps.connector
    .sts(source)
    .send(new GetCallerIdentityCommand({}))
    .catch((error: unknown) => {
      throw new AwsRefusal(readFailure(error, where));
    });
  if (identity.Account === accountId) return;
  throw new AwsRefusal({
    family: 'access-denied',
    code: 'wrong-account',
    temporary: false,
    message: `The session for ${where.account} turned out to be in account ${identity.Account ?? 'unknown'}. Nothing was done. Check the configuration before anything else.`,
  });
}
