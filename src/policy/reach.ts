import { covers, meets } from './glob.ts';
import type { PatternList } from './statement.ts';
import { own } from './widening.ts';

/**
 * On what a path needs its action: `some` resource that fits the action; `others` means not only on the user itself;
 * `every` means whatever its name; `strong` a role that is an administrator by its well-known name.
 */
export type Reach = 'some' | 'others' | 'every' | 'strong';

/** Where the ARN has another service than the action. */
const arnServices: Readonly<Record<string, readonly string[]>> = {
  ssm: ['ssm', 'ec2'],
  sts: ['iam', 'sts'],
  'ec2-instance-connect': ['ec2'],
  sso: ['sso', 'identitystore'],
};

/** What an IAM action is about, by a part of its name; the first that fits, a user if none does. */
const iamKinds = [
  ['provider', '*-provider'],
  ['instanceprofile', 'instance-profile'],
  ['policyversion', 'policy'],
  ['group', 'group'],
  ['role', 'role'],
] as const;

const unlikely = ['zq-9.Ty', 'zq/9/bk-0_W'];
const strongRoles = [
  'OrganizationAccountAccessRole',
  'AWSControlTowerExecution',
  'AWSCloudFormationStackSetExecutionRole',
  'AdministratorAccess',
  'Administrator',
  'Admin',
  'admin',
  'cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1',
  'cdk-hnb659fds-deploy-role-111122223333-eu-west-1',
];

/** Whether the resources of a grant let an action (in lower case) reach what a path needs; rather yes than no. */
export function reaches({ except, patterns }: PatternList, action: string, reach: Reach): boolean {
  const wanted = targets(action, reach);
  if (except) return wanted.every((target) => !patterns.some((pattern) => covers(pattern, target)));
  return patterns.some((pattern) => {
    if (pattern === '*') return true;
    if (reach === 'others' && pattern.includes(own)) return false;
    const text = shortened(pattern).replaceAll(own, '*');
    const hits = (target: string) => meets(text, target);
    return reach === 'every' ? wanted.every(hits) : wanted.some(hits);
  });
}

/** Long patterns are cut and end with a star: wider, and quick to compare. */
const shortened = (pattern: string) => (pattern.length > 200 ? `${pattern.slice(0, 200)}*` : pattern);

function targets(action: string, reach: Reach): readonly string[] {
  const [service = '', name = ''] = action.split(':');
  if (reach === 'every') return unlikely.map((role) => `arn:*:iam::*:${iamType(name)}/${role}`);
  if (reach === 'strong') return strongRoles.map((role) => `arn:*:iam::*:role/${role}`);
  if (service === 'iam') return [`arn:*:iam::*:${iamType(name)}/*`];
  return (arnServices[service] ?? [service]).map((one) => `arn:*:${one}:*`);
}

function iamType(action: string): string {
  return iamKinds.find(([part]) => action.includes(part))?.[1] ?? 'user';
}
