import { findKey } from './authenticate.ts';
import { evaluate, globalKeys } from './authorize.ts';
import { AwsError, validationError } from './aws-error.ts';
import type { Context } from './context.ts';
import { ANYTHING, type ConditionKeys, type Operations } from './operation.ts';
import { list, optionalText, tagPairs, text, texts, wholeNumber } from './parameters.ts';
import { readPolicy } from './policy/document.ts';
import { principalArn, principalId } from './principal.ts';
import { isRecord, type Parameters } from './wire/query-form.ts';
import type { Answer } from './wire/xml.ts';
import { newId, newSecretKey, newSessionToken } from './world/identifiers.ts';
import type { Account, Role, RoleSession } from './world/state.ts';

export const stsOperations: Operations = {
  GetCallerIdentity: {
    writes: false,
    // No policy can allow or deny it.
    target: () => undefined,
    run: ({ account, principal }) => ({
      UserId: principalId(principal),
      Account: account.id,
      Arn: principalArn(principal),
    }),
  },
  GetAccessKeyInfo: {
    writes: false,
    target: () => ANYTHING,
    run({ world }, parameters) {
      const id = text(parameters, 'AccessKeyId');
      const account = findKey(world, id)?.account.id ?? world.sessions.get(id)?.accountId;
      if (account === undefined) throw validationError(`Invalid Access Key ID: ${id}`);
      return { Account: account };
    },
  },
  AssumeRole: {
    writes: false,
    target: (context, parameters) => ({
      resource: text(parameters, 'RoleArn'),
      keys: requestKeys(context, parameters),
    }),
    run: assumeRole,
  },
};

/** What else a call to AssumeRole needs to be allowed, on both sides. */
export function furtherStsActions(parameters: Parameters): readonly string[] {
  const actions: string[] = [];
  if (optionalText(parameters, 'SourceIdentity') !== undefined) actions.push('sts:SetSourceIdentity');
  if (list(parameters, 'Tags').length > 0) actions.push('sts:TagSession');
  return actions;
}

const CHAINED_SECONDS = 3600;
const SESSION_POLICY_CHARACTERS = 2048;

function assumeRole(context: Context, parameters: Parameters): Answer {
  const arn = text(parameters, 'RoleArn');
  const name = sessionText('RoleSessionName', text(parameters, 'RoleSessionName'));
  const sourceIdentity = optionalText(parameters, 'SourceIdentity');
  if (sourceIdentity !== undefined) sessionText('SourceIdentity', sourceIdentity);
  const seconds = wholeNumber(parameters, 'DurationSeconds', 900, 43_200) ?? CHAINED_SECONDS;
  const policy = sessionPolicy(parameters);
  const managedPolicies = list(parameters, 'PolicyArns').flatMap((item) =>
    isRecord(item) && typeof item.arn === 'string' ? [item.arn] : [],
  );
  const { account, role } = trustedRole(context, parameters, arn);
  if (seconds > role.maxSessionSeconds) {
    throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  if (context.principal.kind === 'session' && seconds > CHAINED_SECONDS) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  const inherited =
    context.principal.kind === 'session' ? context.principal.session.sourceIdentity : undefined;
  const identity = sourceIdentity ?? inherited;
  const session: RoleSession = {
    accessKeyId: newId('ASIA'),
    secret: newSecretKey(),
    token: newSessionToken(),
    accountId: account.id,
    roleName: role.name,
    name,
    ...(identity === undefined ? {} : { sourceIdentity: identity }),
    ...(policy === undefined ? {} : { policy }),
    managedPolicies,
    tags: new Map(tagPairs(parameters)),
    expiresAt: new Date(context.now.getTime() + seconds * 1000),
  };
  context.world.sessions.set(session.accessKeyId, session);
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secret,
      SessionToken: session.token,
      Expiration: session.expiresAt,
    },
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${name}`,
      Arn: `arn:aws:sts::${account.id}:assumed-role/${role.name}/${name}`,
    },
    SourceIdentity: identity,
    PackedPolicySize:
      policy === undefined ? undefined : Math.ceil((policy.length * 100) / SESSION_POLICY_CHARACTERS),
  };
}

/** The role, if its trust policy lets this caller in. One that doesn't exist is refused in the same words, as AWS does. */
function trustedRole(
  context: Context,
  parameters: Parameters,
  arn: string,
): { account: Account; role: Role } {
  const refused = (action: string) =>
    new AwsError(
      'AccessDenied',
      `User: ${principalArn(context.principal)} is not authorized to perform: ${action} on resource: ${arn}`,
    );
  const account = context.world.accounts.get(arn.split(':')[4] ?? '');
  const role = [...(account?.roles.values() ?? [])].find((candidate) => candidate.arn === arn);
  if (account === undefined || role === undefined || account.state !== 'ACTIVE')
    throw refused('sts:AssumeRole');
  const holder = context.principal.kind === 'user' ? context.principal.user : context.principal.role;
  const names = new Set(['*', holder.arn, principalArn(context.principal), context.principal.account.id]);
  names.add(`arn:aws:iam::${context.principal.account.id}:root`);
  const trusting = readPolicy(role.trust, 'trust').filter(({ principals = [] }) =>
    principals.some((one) => names.has(one)),
  );
  const keys = { ...globalKeys(context), ...requestKeys(context, parameters) };
  for (const action of ['sts:AssumeRole', ...furtherStsActions(parameters)]) {
    if (evaluate(trusting, action, arn, keys) !== 'allowed') throw refused(action);
  }
  return { account, role };
}

function requestKeys(context: Context, parameters: Parameters): ConditionKeys {
  const tags = tagPairs(parameters);
  const account = text(parameters, 'RoleArn').split(':')[4];
  return {
    'sts:ExternalId': optionalText(parameters, 'ExternalId'),
    'sts:RoleSessionName': optionalText(parameters, 'RoleSessionName'),
    'sts:SourceIdentity': optionalText(parameters, 'SourceIdentity'),
    'aws:ResourceAccount': account,
    'aws:ResourceOrgID': context.world.accounts.has(account ?? '') ? context.world.organizationId : undefined,
    'sts:TransitiveTagKeys': texts(parameters, 'TransitiveTagKeys'),
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    'aws:TagKeys': tags.length === 0 ? undefined : tags.map(([key]) => key),
  };
}

function sessionPolicy(parameters: Parameters): string | undefined {
  const policy = optionalText(parameters, 'Policy');
  if (policy === undefined) return undefined;
  if (policy.length > SESSION_POLICY_CHARACTERS) {
    throw new AwsError(
      'PackedPolicyTooLarge',
      `Session policy is longer than ${SESSION_POLICY_CHARACTERS} characters.`,
    );
  }
  readPolicy(policy);
  return policy;
}

function sessionText(field: string, value: string): string {
  if (value.length >= 2 && value.length <= 64 && /^[\w+=,.@-]+$/.test(value)) return value;
  const where = field.charAt(0).toLowerCase() + field.slice(1);
  const wrong =
    value.length > 64
      ? 'have length less than or equal to 64'
      : 'satisfy regular expression pattern: [\\w+=,.@-]*';
  throw validationError(
    `1 validation error detected: Value '${value}' at '${where}' failed to satisfy constraint: Member must ${wrong}`,
  );
}
