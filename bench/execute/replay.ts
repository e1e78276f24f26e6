import * as iam from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import * as secrets from '@aws-sdk/client-secrets-manager';
import * as sts from '@aws-sdk/client-sts';
import { answerQuestions } from '../process/child.ts';
import type { RecordedCall } from '../process/worlds.ts';

/** Makes recorded calls again with the plain SDK, each as soon as the last is answered, and nothing else. */

interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

interface Sender {
  send(command: unknown): Promise<Readonly<Record<string, unknown>>>;
}

const services: Readonly<Record<string, readonly [object, new (options: object) => unknown]>> = {
  iam: [iam, iam.IAMClient],
  sts: [sts, sts.STSClient],
  organizations: [organizations, organizations.OrganizationsClient],
  secretsmanager: [secrets, secrets.SecretsManagerClient],
};
const clients = new Map<string, Sender>();
const { requestHandler } = new sts.STSClient({ region: 'eu-west-1' }).config;

/** One client for each service and session, as a careful program keeps them; they share connections. */
function clientFor(call: RecordedCall, key: string, credentials: Session | undefined): Sender {
  const name = `${call.service} ${key}`;
  const known = clients.get(name);
  if (known) return known;
  const [, Client] = services[call.service] ?? [];
  if (!Client) throw new Error(`Nothing is known of ${call.service}.`);
  const made = new Client({
    region: call.region ?? 'eu-west-1',
    requestHandler,
    credentials,
    maxAttempts: 1,
  });
  clients.set(name, made as Sender);
  return made as Sender;
}

function commandFor(call: RecordedCall, newKey: unknown): unknown {
  const [module] = services[call.service] ?? [];
  const Command: unknown = Reflect.get(module ?? {}, `${call.operation}Command`);
  if (typeof Command !== 'function') throw new Error(`The SDK has no ${call.operation}.`);
  const masked = 'SecretString' in call.parameters;
  return Reflect.construct(Command, [
    masked ? { ...call.parameters, SecretString: JSON.stringify(newKey) } : call.parameters,
  ]);
}

const handlers = {
  /** Milliseconds for the calls in their order. `hub`: the key that the bot itself came with. */
  async replay({ calls, hub }: { calls: readonly RecordedCall[]; hub: string }): Promise<number> {
    const sessions = new Map<string, Session>();
    for (const call of openedBefore(calls, hub)) sessions.set(call.accessKeyId ?? '', await assume(call));
    const opened: Session[] = [];
    let newKey: unknown;
    const began = performance.now();
    for (const call of calls) {
      const key = call.accessKeyId ?? hub;
      const fresh = key !== hub && !sessions.has(key) ? opened.shift() : undefined;
      if (fresh) sessions.set(key, fresh);
      const answer = await clientFor(call, key, sessions.get(key))
        .send(commandFor(call, newKey))
        .catch(absent);
      if (call.operation === 'AssumeRole') opened.push(readSession(answer));
      if (call.operation === 'CreateAccessKey') newKey = answer.AccessKey;
    }
    return performance.now() - began;
  },
};

/** “There is none” is what the bot wanted to know, too. */
function absent(error: unknown): Readonly<Record<string, unknown>> {
  const name = error instanceof Error ? error.name : '';
  if (/NoSuchEntity|ResourceNotFound/.test(name)) return {};
  throw error;
}

/** The first call of each session that was there already when the recording began: opened before the clock runs. */
function openedBefore(calls: readonly RecordedCall[], hub: string): RecordedCall[] {
  const seen = new Set<string>([hub]);
  let opened = 0;
  return calls.filter((call) => {
    if (call.operation === 'AssumeRole') opened += 1;
    if (call.accessKeyId === undefined || seen.has(call.accessKeyId)) return false;
    seen.add(call.accessKeyId);
    opened -= 1;
    if (opened >= 0) return false;
    opened = 0;
    return true;
  });
}

async function assume({ account }: RecordedCall): Promise<Session> {
  const client = new sts.STSClient({ region: 'eu-west-1', requestHandler });
  const answer = await client.send(
    new sts.AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${account}:role/ChatelaineMember`,
      // The member role lets in nobody else.
      RoleSessionName: 'IAM-0',
      SourceIdentity: 'IAM-0',
      ExternalId: process.env.BENCH_EXTERNAL_ID,
    }),
  );
  return readSession({ ...answer });
}

function readSession({ Credentials }: Readonly<Record<string, unknown>>): Session {
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials as sts.Credentials;
  return {
    accessKeyId: AccessKeyId ?? '',
    secretAccessKey: SecretAccessKey ?? '',
    sessionToken: SessionToken,
  };
}

export type Replay = typeof handlers;
answerQuestions(handlers);
