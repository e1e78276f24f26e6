import type { AnswerStep } from '../domain/ready-answer.ts';
import { looseEnds } from '../policy/trust.ts';
import { hcl, hclName, hclString } from './hcl.ts';
import { asJson, type Provider, type TrustPolicy } from './trust-policy.ts';

export interface Role {
  readonly name: string;
  readonly trust: TrustPolicy;
  /** Where the account has to know an issuer first. */
  readonly provider?: Provider;
  readonly accountName: string;
  /** Further commands and resources that the role needs to be of use. */
  readonly also?: { readonly commands?: string; readonly terraform?: string };
}

/**
 * The trust policy, and two ways to make the role: by command or with Terraform. Throws for a policy that isn't tight: a mistake
 * in a path must not become a role.
 */
export function roleSteps(role: Role): readonly AnswerStep[] {
  const loose = looseEnds(role.trust);
  if (loose.length > 0) throw new Error(`A trust policy is not tight. ${loose.join(' ')}`);
  return [
    { title: 'Trust policy: save it as trust-policy.json', code: asJson(role.trust) },
    { title: `Make the role in ${role.accountName}, by command …`, code: commands(role) },
    { title: '… or with Terraform', code: terraform(role) },
  ];
}

function commands({ name, provider, also }: Role): string {
  const before = provider
    ? [
        '# Once per account: skip it where `aws iam list-open-id-connect-providers` shows it',
        `aws iam create-open-id-connect-provider --url ${shellWord(provider.url)} \\`,
        `  --client-id-list ${shellWord(provider.audience)}`,
        '',
      ]
    : [];
  return [
    ...before,
    `aws iam create-role --role-name ${shellWord(name)} --max-session-duration 3600 \\`,
    '  --assume-role-policy-document file://trust-policy.json',
    ...(also?.commands ? [also.commands] : []),
    '',
    '# What it may do, once you have written it down in permissions.json',
    `aws iam put-role-policy --role-name ${shellWord(name)} --policy-name access \\`,
    '  --policy-document file://permissions.json',
  ].join('\n');
}

function terraform({ name, trust, provider, also }: Role): string {
  const before = provider
    ? [
        '# Once per account: leave it out where the account has it',
        `resource "aws_iam_openid_connect_provider" "${provider.label}" {`,
        `  url            = ${hclString(provider.url)}`,
        `  client_id_list = [${hclString(provider.audience)}]`,
        '}',
        '',
      ]
    : [];
  return [
    ...before,
    `resource "aws_iam_role" "${hclName(name)}" {`,
    `  name                 = ${hclString(name)}`,
    '  max_session_duration = 3600',
    `  assume_role_policy = jsonencode(${hcl(trust, '  ')})`,
    '}',
    ...(also?.terraform ? ['', also.terraform] : []),
  ].join('\n');
}

/** A word of a POSIX shell, whatever the text contains. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

export const roleArn = (partition: string, account: string, name: string): string =>
  `arn:${partition}:iam::${account}:role/${name}`;

/** A role's name made of the answers: readable, within 64 characters. */
export function roleNameFrom(...parts: readonly string[]): string {
  const name = parts
    .map((part) => part.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, ''))
    .filter((part) => part !== '')
    .join('-');
  return name.length <= 64 ? name : name.slice(0, 64).replace(/-+$/, '');
}

/** The same for every role; `of` is who holds it. */
export const leastPermissions = (of: string): string =>
  `A new role may do nothing. Attach a policy with the actions and resources that ${of} needs and no more; no AdministratorAccess, no iam:* and no PassRole on *.`;
