import { covers, meets, part } from './glob.ts';
import type { PatternList } from './statement.ts';
import { own } from './widening.ts';

/**
 * On what a path needs its action: `some` resource that fits the action; `others` means not only on the user itself;
 * `every` means whatever its name; `strong` a role that is an administrator by its well-known name.
 */
export type Reach = 'some' | 'others' | 'every' | 'strong';

/** Where the ARN has another service than the action. */
const arnServices: Readonly<Record<string, readonly string[]>> = {
  ssm: ['ssm', 'ec2', 'ecs'],
  sts: ['iam', 'sts'],
  'ec2-instance-connect': ['ec2'],
  sso: ['sso', 'identitystore'],
};

/** What an IAM action is about, by a part of its name; the first that fits, a user if none does. */
const iamKinds = [
  ['samlprovider', 'saml-provider'],
  ['openidconnectprovider', 'oidc-provider'],
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

/** What an action is aimed at: the services in whose ARNs it can lie, and patterns of what has to be reached. */
interface Aim {
  readonly key: string;
  readonly services: readonly string[];
  readonly targets: readonly string[];
}

/** Tells of resources whether they let an action (in lower case) reach what a path needs; rather yes than no. */
export type Reaching = (action: string, reach: Reach) => (list: PatternList) => boolean;

/** Remembers what it found, for one judgement. */
export function makeReaching(): Reaching {
  const known = new Map<string, Map<PatternList, boolean>>();
  return (action, reach) => {
    const aim = aimOf(action, reach);
    const answers = known.get(aim.key) ?? new Map<PatternList, boolean>();
    known.set(aim.key, answers);
    return (list) => {
      const answer = answers.get(list) ?? reachesAim(list, aim, reach);
      answers.set(list, answer);
      return answer;
    };
  };
}

function reachesAim({ except, patterns }: PatternList, { services, targets }: Aim, reach: Reach): boolean {
  if (except) return targets.every((target) => !patterns.some((pattern) => covers(pattern, target)));
  return patterns.some((pattern) => {
    if (pattern === '*') return true;
    if (reach === 'others' && pattern.includes(own)) return false;
    const service = /^[^:*?]*:[^:*?]*:([^:*?]*):/.exec(pattern)?.[1];
    if (service !== undefined && !services.includes(service)) return false;
    const text = shortened(pattern).replaceAll(own, '*');
    const hits = (target: string) => meets(text, target);
    return reach === 'every' ? targets.every(hits) : targets.some(hits);
  });
}

/** Long patterns are cut and end with a star: wider, and quick to compare. */
const shortened = (pattern: string) => (pattern.length > 200 ? `${pattern.slice(0, 200)}*` : pattern);

function aimOf(action: string, reach: Reach): Aim {
  const [service = '', name = ''] = action.split(':');
  const inIam = (key: string, targets: readonly string[]) => ({
    key: `${reach} ${key}`,
    services: ['iam'],
    targets,
  });
  if (reach === 'every') {
    const type = iamType(name);
    return inIam(
      type,
      unlikely.map((one) => inAccount(`${type}/${one}`)),
    );
  }
  if (reach === 'strong')
    return inIam(
      'role',
      strongRoles.map((role) => inAccount(`role/${role}`)),
    );
  if (service === 'iam') return inIam(iamType(name), [inAccount(`${iamType(name)}/${part}`)]);
  const services = arnServices[service] ?? [service];
  return { key: `${reach} ${service}`, services, targets: services.map((one) => `arn:*:${one}:*`) };
}

const inAccount = (resource: string) => `arn:${part}:iam::${part}:${resource}`;

function iamType(action: string): string {
  return iamKinds.find(([part]) => action.includes(part))?.[1] ?? 'user';
}
