import { isPattern } from './glob.ts';
import { parsePolicy } from './parse.ts';
import { type Condition, type Statement, statementName } from './statement.ts';

/** Characters of a role's trust policy besides white space, before anybody asks for more: “IAM and AWS STS quotas”. */
const maxCharacters = 2048;

/**
 * What is loose in a role's trust policy, in words; nothing where each principal is named, each token's audience and subject
 * are compared exactly, and a third party needs an external id. Never throws.
 */
export function looseEnds(document: unknown): readonly string[] {
  const policy = parsePolicy({ name: 'the trust policy', document });
  const ends = policy.problems.map(({ where, says }) => `${where}: ${says}`);
  if (!policy.readable) return ends;
  if (policy.characters > maxCharacters)
    ends.push(`It has ${policy.characters} characters; a role takes ${maxCharacters}.`);
  for (const statement of policy.statements.filter(({ effect }) => effect === 'Allow')) {
    ends.push(...looseStatement(statement).map((says) => `${statementName(statement.ref)}: ${says}`));
  }
  return ends;
}

function looseStatement({ principals, conditions }: Statement): readonly string[] {
  if (!principals || principals.patterns.length === 0) return ['Nobody is named.'];
  if (principals.except) return ['Everybody but those named could use it.'];
  return [
    ...conditions.flatMap(looseCondition),
    ...principals.patterns.flatMap((principal) => loosePrincipal(principal, conditions)),
  ];
}

/** A policy variable stands for something else in each request, and a wildcard for anything at all. */
function looseCondition(condition: Condition): readonly string[] {
  const { key, values, operator } = condition;
  if (values.some((value) => value.includes('${'))) return [`${key} is compared with a variable.`];
  if (!operator.endsWith('like')) return [];
  return values.some((value) => isPattern(openUuid(value))) ? [`${key} has a wildcard.`] : [];
}

function loosePrincipal(principal: string, conditions: readonly Condition[]): readonly string[] {
  const at = principal.indexOf(':');
  const kind = principal.slice(0, at);
  const name = principal.slice(at + 1);
  if (at < 0 || isPattern(name)) return ['Anybody could use it.'];
  const missing = needs(kind, name).filter((key) => !conditions.some((one) => binds(one, key)));
  return missing.map((key) => `${key} is not compared exactly.`);
}

/** The keys without which somebody else of the same kind could use the role. */
function needs(kind: string, name: string): readonly string[] {
  switch (kind) {
    case 'federated': {
      const issuer = name.toLowerCase().replace(/^arn:[a-z-]+:iam::\d{12}:oidc-provider\//, '');
      return [`${issuer}:aud`, `${issuer}:sub`];
    }
    case 'aws':
      return ['sts:externalid'];
    case 'service':
      return serviceNeeds[name] ?? [];
    default:
      return [`a principal of the kind ${kind}`];
  }
}

const serviceNeeds: Readonly<Record<string, readonly string[]>> = {
  'rolesanywhere.amazonaws.com': ['aws:sourcearn', 'aws:principaltag/x509subject/cn'],
  'pods.eks.amazonaws.com': [
    'aws:requesttag/eks-cluster-arn',
    'aws:requesttag/kubernetes-namespace',
    'aws:requesttag/kubernetes-service-account',
  ],
};

/** Compared with what it is, whole; of a subject only a UUID that is another one in each run may be open. */
function binds({ key, operator, ifExists, quantifier, values }: Condition, wanted: string): boolean {
  if (key !== wanted || ifExists || quantifier || values.length === 0) return false;
  if (operator === 'stringequals' || operator === 'arnequals') {
    return values.every((value) => value !== '' && (operator === 'stringequals' || !isPattern(value)));
  }
  const mayBeOpen = operator === 'stringlike' && wanted.endsWith(':sub');
  return mayBeOpen && values.every((value) => hasUuid(value) && !isPattern(openUuid(value)));
}

const openUuid = (text: string): string => text.replaceAll('????????-????-????-????-????????????', '');
/** Something has to say whose it is. */
const hasUuid = (text: string): boolean => /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.test(text);
