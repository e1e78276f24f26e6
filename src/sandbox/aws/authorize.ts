import { AwsError } from './aws-error.ts';
import type { Context } from './context.ts';
import type { ConditionKeys, Target } from './operation.ts';
import { conditionsHold, withVariables } from './policy/conditions.ts';
import { readPolicy, type Statement } from './policy/document.ts';
import { matchesArn, matchesWildcard } from './policy/wildcard.ts';
import { type Principal, principalArn, principalId } from './principal.ts';
import type { Account, Entity, World } from './world/state.ts';

export type Verdict = 'allowed' | 'denied' | 'silent';

/**
 * Refuses what the caller's policies don't allow: identity policies (with those of its groups), the permissions boundary and the session
 * policy must each allow, and none may deny (IAM's evaluation logic within one account). Throws AccessDenied.
 */
export function authorize(context: Context, action: string, target: Target): void {
  const { principal, world } = context;
  const keys = { ...globalKeys(context), ...target.keys };
  const layers = layersOf(world, principal);
  const refuse = (why: string) => {
    const what = `User: ${principalArn(principal)} is not authorized to perform: ${action}`;
    throw new AwsError('AccessDenied', `${what} on resource: ${target.resource} ${why}`);
  };
  const verdicts = layers.map((layer) => ({
    ...layer,
    verdict: evaluate(layer.statements, action, target.resource, keys),
  }));
  const denying = verdicts.find(({ verdict }) => verdict === 'denied');
  if (denying !== undefined) refuse(`with an explicit deny in ${denying.article} ${denying.name}`);
  const silent = verdicts.find(({ verdict }) => verdict === 'silent');
  if (silent !== undefined) refuse(`because no ${silent.name} allows the ${action} action`);
}

interface Layer {
  readonly name: string;
  readonly article: 'a' | 'an';
  readonly statements: readonly Statement[];
}

function layersOf(world: World, principal: Principal): readonly Layer[] {
  const { account } = principal;
  const entity = principal.kind === 'user' ? principal.user : principal.role;
  const groups =
    principal.kind === 'user'
      ? [...principal.user.groups].flatMap((name) => account.groups.get(name) ?? [])
      : [];
  const layers: Layer[] = [
    {
      name: 'identity-based policy',
      article: 'an',
      statements: [entity, ...groups].flatMap((holder) => statementsOf(world, account, holder)),
    },
  ];
  if (entity.boundary !== undefined) {
    const statements = managedStatements(world, account, entity.boundary);
    layers.push({ name: 'permissions boundary', article: 'a', statements });
  }
  if (principal.kind === 'session') {
    const { policy, managedPolicies } = principal.session;
    if (policy !== undefined || managedPolicies.length > 0) {
      const statements = [
        ...(policy === undefined ? [] : readPolicy(policy)),
        ...managedPolicies.flatMap((arn) => managedStatements(world, account, arn)),
      ];
      layers.push({ name: 'session policy', article: 'a', statements });
    }
  }
  return layers;
}

function statementsOf(world: World, account: Account, entity: Entity): readonly Statement[] {
  return [
    ...[...entity.inline.values()].flatMap((document) => readPolicy(document)),
    ...[...entity.attached].flatMap((arn) => managedStatements(world, account, arn)),
  ];
}

function managedStatements(world: World, account: Account, arn: string): readonly Statement[] {
  const policy = account.policies.get(arn) ?? world.awsPolicies.get(arn);
  const version = policy?.versions.find(({ id }) => id === policy.defaultVersion);
  return version === undefined ? [] : readPolicy(version.document);
}

/** What a set of statements says about one action on one resource. A deny wins over any allow. */
export function evaluate(
  statements: readonly Statement[],
  action: string,
  resource: string,
  keys: ConditionKeys,
): Verdict {
  const fitting = statements.filter(
    (statement) =>
      coversAction(statement, action) &&
      coversResource(statement, resource, keys) &&
      conditionsHold(statement.conditions, keys),
  );
  if (fitting.some(({ effect }) => effect === 'Deny')) return 'denied';
  return fitting.length > 0 ? 'allowed' : 'silent';
}

function coversAction(statement: Statement, action: string): boolean {
  const lower = action.toLowerCase();
  const covered = (patterns: readonly string[]) =>
    patterns.some((pattern) => matchesWildcard(pattern.toLowerCase(), lower));
  return statement.actions === undefined ? !covered(statement.notActions ?? []) : covered(statement.actions);
}

function coversResource(statement: Statement, resource: string, keys: ConditionKeys): boolean {
  // A trust policy has no resource: it stands on one.
  if (statement.resources === undefined && statement.notResources === undefined) return true;
  const covered = (patterns: readonly string[]) =>
    patterns.some((pattern) => matchesResource(withVariables(pattern, keys), resource));
  return statement.resources === undefined
    ? !covered(statement.notResources ?? [])
    : covered(statement.resources);
}

function matchesResource(pattern: string, resource: string): boolean {
  return pattern === '*' || (resource !== '*' && matchesArn(pattern, resource));
}

/** The condition keys that every call has. */
export function globalKeys(context: Context): ConditionKeys {
  const { principal, world, now, region } = context;
  const { account } = principal;
  const holder = principal.kind === 'user' ? principal.user : principal.role;
  const tags = principal.kind === 'user' ? holder.tags : new Map([...holder.tags, ...principal.session.tags]);
  const sourceIdentity = principal.kind === 'session' ? principal.session.sourceIdentity : undefined;
  return {
    'aws:CurrentTime': now.toISOString(),
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
    'aws:PrincipalAccount': account.id,
    'aws:PrincipalArn': holder.arn,
    'aws:PrincipalOrgID': world.organizationId,
    'aws:PrincipalType': principal.kind === 'user' ? 'User' : 'AssumedRole',
    'aws:PrincipalIsAWSService': 'false',
    'aws:RequestedRegion': region,
    // The wire here is a loopback without TLS that stands for the real one.
    'aws:SecureTransport': 'true',
    'aws:SourceIp': SOURCE_IP,
    'aws:SourceIdentity': sourceIdentity,
    'aws:userid': principalId(principal),
    'aws:username': principal.kind === 'user' ? principal.user.name : undefined,
    'aws:ViaAWSService': 'false',
    ...Object.fromEntries([...tags].map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
  };
}

/** Where all calls seem to come from (an address reserved for documentation). */
const SOURCE_IP = '203.0.113.10';

/** `aws:RequestTag/…` and `aws:TagKeys` for tags that a call brings. */
export function requestTagKeys(tags: readonly (readonly [string, string])[]): ConditionKeys {
  return {
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    'aws:TagKeys': tags.length === 0 ? undefined : tags.map(([key]) => key),
  };
}

/** `aws:ResourceTag/…` for the tags that the resource has; some services repeat them under their own prefix. */
export function resourceTagKeys(tags: ReadonlyMap<string, string>, prefix?: string): ConditionKeys {
  const under = (name: string) => [...tags].map(([key, value]) => [`${name}:ResourceTag/${key}`, value]);
  return Object.fromEntries([...under('aws'), ...(prefix === undefined ? [] : under(prefix))]);
}
