import type { AccountId } from '../domain/ids.ts';
import type { Scope } from './session-scope.ts';

/** AssumeRole takes at most so many characters of session policy (STS API reference). */
export const SESSION_POLICY_CHARACTERS = 2_048;

/** Reads only: for sessions that stand for no request, or only look. To have AWS write the credential report changes nothing. */
export const readOnlyPolicy: string = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: ['iam:Get*', 'iam:List*', 'iam:GenerateCredentialReport'], Resource: '*' },
  ],
});

/** ARNs on which the policy stands; undefined for policies means any. */
interface Resources {
  readonly user: string;
  readonly groups: readonly string[];
  readonly mfaDevices: readonly string[];
  readonly policies: readonly string[] | undefined;
}

/**
 * The policy of a request's session: reads everywhere, and the calls of its plan on its own user, groups, devices and secrets. It narrows
 * the role and can't widen it. What doesn't fit into the limit is left to the role's own policy, the least telling first: which groups and
 * devices, then which policies; and a long path to the name, which is the only one of its kind.
 */
export function sessionPolicy(scope: Scope, accountId: AccountId, partition: string): string {
  const iam = `arn:${partition}:iam::${accountId}`;
  const exact: Resources = {
    user: `${iam}:user${scope.userPath}${scope.userName}`,
    groups: scope.groups.flatMap((name) => [`${iam}:group/${name}`, `${iam}:group/*/${name}`]),
    mfaDevices: scope.mfaDevices,
    policies: scope.policies,
  };
  const anyGroup = { ...exact, groups: ifAny(scope.groups, `${iam}:group/*`) };
  const anyDevice = { ...anyGroup, mfaDevices: ifAny(scope.mfaDevices, `${iam}:mfa/*`) };
  const byName = { ...anyDevice, user: `${iam}:user*/${scope.userName}` };
  const anyPolicy = { ...byName, policies: undefined };
  const policies = [exact, anyGroup, anyDevice, byName, anyPolicy].map((resources) =>
    policyOf(scope, accountId, partition, resources),
  );
  return (
    policies.find(({ length }) => length <= SESSION_POLICY_CHARACTERS) ?? policies.at(-1) ?? readOnlyPolicy
  );
}

const ifAny = (items: readonly string[], arn: string) => (items.length > 0 ? [arn] : []);
const ON_POLICIES = ['AttachUserPolicy', 'DetachUserPolicy'];

function policyOf(scope: Scope, accountId: AccountId, partition: string, resources: Resources): string {
  const attaches = scope.userActions.filter((action) => ON_POLICIES.includes(action));
  const others = scope.userActions.filter((action) => !ON_POLICIES.includes(action));
  // A secret's ARN ends with a hyphen and six characters that nobody knows before it exists.
  const secrets = scope.secrets.flatMap(({ region, name }) => {
    const arn = `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${name}`;
    return [arn, `${arn}-??????`];
  });
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      ...allow('iam', ['Get*', 'List*'], ['*']),
      ...allow('iam', others, [resources.user]),
      ...allow('iam', attaches, [resources.user]).map((statement) => ({
        ...statement,
        ...(resources.policies && { Condition: { ArnEquals: { 'iam:PolicyARN': resources.policies } } }),
      })),
      ...allow('iam', scope.groupActions, resources.groups),
      ...allow('iam', ['DeleteVirtualMFADevice'], resources.mfaDevices),
      ...allow('secretsmanager', scope.secretActions, secrets),
    ],
  });
}

/** A statement, if there is anything to allow. */
function allow(service: string, actions: readonly string[], resources: readonly string[]) {
  if (actions.length === 0 || resources.length === 0) return [];
  return [{ Effect: 'Allow', Action: actions.map((action) => `${service}:${action}`), Resource: resources }];
}
