import { AwsError } from '../aws-error.ts';
import { isRecord } from '../wire/query-form.ts';
import { isConditionOperator } from './conditions.ts';

/** A policy statement with every one-or-many member made a list. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  /** AWS principals of a trust policy. */
  readonly principals?: readonly string[];
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export type PolicyKind = 'identity' | 'trust';

/** Reads a policy. Throws MalformedPolicyDocument in AWS's words. */
export function readPolicy(document: string, kind: PolicyKind = 'identity'): readonly Statement[] {
  let policy: unknown;
  try {
    policy = JSON.parse(document);
  } catch {
    throw malformed('Syntax errors in policy.');
  }
  if (!isRecord(policy)) throw malformed('Syntax errors in policy.');
  if (policy.Version !== undefined && policy.Version !== '2012-10-17' && policy.Version !== '2008-10-17') {
    throw malformed('The policy failed legacy parsing');
  }
  const unknown = Object.keys(policy).find((key) => !['Version', 'Id', 'Statement'].includes(key));
  if (unknown !== undefined) throw malformed('Syntax errors in policy.');
  const statements = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
  const sids = statements
    .map((statement) => (isRecord(statement) ? statement.Sid : undefined))
    .filter(Boolean);
  if (new Set(sids).size < sids.length)
    throw malformed('Statement IDs (SID) in a single policy must be unique.');
  return statements.map((statement) => readStatement(statement, kind));
}

const MEMBERS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

function readStatement(statement: unknown, kind: PolicyKind): Statement {
  if (!isRecord(statement)) throw malformed('Syntax errors in policy.');
  if (Object.keys(statement).some((key) => !MEMBERS.has(key))) throw malformed('Syntax errors in policy.');
  const { Effect: effect } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') throw malformed('Syntax errors in policy.');
  const actions = strings(statement.Action);
  const notActions = strings(statement.NotAction);
  if ((actions === undefined) === (notActions === undefined))
    throw malformed('Policy statement must contain actions.');
  for (const action of actions ?? notActions ?? []) {
    if (action !== '*' && !/^[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+$/.test(action)) {
      throw malformed('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
    }
  }
  const read = {
    effect,
    ...(actions === undefined ? {} : { actions }),
    ...(notActions === undefined ? {} : { notActions }),
    conditions: readConditions(statement.Condition),
  } as const;
  if (kind === 'trust') return { ...read, principals: readPrincipals(statement.Principal) };
  if (statement.Principal !== undefined || statement.NotPrincipal !== undefined) {
    throw malformed('Policy document should not specify a principal.');
  }
  return { ...read, ...readResources(statement) };
}

function readResources(
  statement: Readonly<Record<string, unknown>>,
): Pick<Statement, 'resources' | 'notResources'> {
  const resources = strings(statement.Resource);
  const notResources = strings(statement.NotResource);
  if ((resources === undefined) === (notResources === undefined)) {
    throw malformed('Policy statement must contain resources.');
  }
  for (const resource of resources ?? notResources ?? []) {
    if (resource !== '*' && !/^arn:[^:]*:[^:]*:[^:]*:[^:]*:./.test(resource)) {
      throw malformed(`Resource ${resource} must be in ARN format or "*".`);
    }
  }
  return {
    ...(resources === undefined ? {} : { resources }),
    ...(notResources === undefined ? {} : { notResources }),
  };
}

function readPrincipals(principal: unknown): readonly string[] {
  if (principal === '*') return ['*'];
  const named = isRecord(principal) ? principal : {};
  return strings(named.AWS) ?? [];
}

function readConditions(condition: unknown): Statement['conditions'] {
  if (condition === undefined) return {};
  if (!isRecord(condition)) throw malformed('Syntax errors in policy.');
  return Object.fromEntries(
    Object.entries(condition).map(([operator, block]) => {
      if (!isConditionOperator(operator)) throw malformed(`Invalid Condition type : ${operator}.`);
      if (!isRecord(block)) throw malformed('Syntax errors in policy.');
      return [
        operator,
        Object.fromEntries(Object.entries(block).map(([key, value]) => [key, strings(value) ?? []])),
      ];
    }),
  );
}

function strings(value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    if (typeof item === 'string') return item;
    if (typeof item === 'number' || typeof item === 'boolean') return String(item);
    throw malformed('Syntax errors in policy.');
  });
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message);
}
