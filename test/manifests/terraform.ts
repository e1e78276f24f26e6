import { parse, type ScalarTag } from 'yaml';

/**
 * A CloudFormation template of `manifests/aws` as Terraform's JSON syntax (developer.hashicorp.com/terraform/language/syntax/json):
 * the same parameters, resources and outputs, so that neither can say more than the other.
 */
export function terraformOf(template: string): unknown {
  const { Description, Parameters, Resources, Outputs } = parse(template, {
    customTags: references,
  }) as Template;
  const names = new Map(Object.keys(Resources).map((name) => [name, snake(name)]));
  const resources = Object.entries(Resources).flatMap(([name, resource]) =>
    resourcesOf(snake(name), resource),
  );
  const text = JSON.stringify({
    '//': `${Description} Made from the CloudFormation template of the same name; change that one.`,
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.0' } } },
    variable: Object.fromEntries(
      Object.entries(Parameters).map(([name, parameter]) => [
        snake(name),
        variableOf(snake(name), parameter),
      ]),
    ),
    data: { aws_partition: { current: {} }, aws_caller_identity: { current: {} } },
    resource: grouped(resources),
    output: Object.fromEntries(
      Object.entries(Outputs).map(([name, { Description: description, Value: value }]) => [
        snake(name),
        { ...(description === undefined ? {} : { description }), value },
      ]),
    ),
  });
  return JSON.parse(text.replace(/«([^»]+)»/g, (_, name: string) => resolve(name, names)));
}

interface Template {
  readonly Description: string;
  readonly Parameters: Readonly<Record<string, Parameter>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Description?: string; readonly Value: string }>>;
}

interface Parameter {
  readonly Default?: string;
  readonly Description?: string;
  readonly AllowedPattern?: string;
  readonly MinLength?: number;
  readonly NoEcho?: boolean;
}

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** References are kept as «name» until all names are known. */
const references: ScalarTag[] = [
  { tag: '!Ref', resolve: (name) => `«${name}»` },
  { tag: '!Sub', resolve: (text) => text.replace(/\$\{([^}]+)\}/g, '«$1»') },
  { tag: '!GetAtt', resolve: (path) => `«${path.replace(/\.Arn$/, '')}»` },
];

function resolve(name: string, resources: ReadonlyMap<string, string>): string {
  if (name === 'AWS::Partition') return `\${data.aws_partition.current.partition}`;
  if (name === 'AWS::AccountId') return `\${data.aws_caller_identity.current.account_id}`;
  const resource = resources.get(name);
  if (resource === undefined) return `\${var.${snake(name)}}`;
  return `\${${name.endsWith('Role') ? 'aws_iam_role' : 'aws_iam_policy'}.${resource}.arn}`;
}

type Made = readonly [type: string, name: string, body: unknown];

function resourcesOf(name: string, { Type, Properties }: Resource): readonly Made[] {
  switch (Type) {
    case 'AWS::IAM::ManagedPolicy':
      return [
        [
          'aws_iam_policy',
          name,
          {
            name: Properties.ManagedPolicyName,
            path: Properties.Path,
            description: Properties.Description,
            policy: JSON.stringify(Properties.PolicyDocument),
          },
        ],
      ];
    case 'AWS::IAM::Group':
      return [
        ['aws_iam_group', name, { name: Properties.GroupName, path: Properties.Path }],
        ...(Properties.ManagedPolicyArns as readonly string[]).map(
          (arn, index): Made => [
            'aws_iam_group_policy_attachment',
            index === 0 ? name : `${name}_${index}`,
            { group: `\${aws_iam_group.${name}.name}`, policy_arn: arn },
          ],
        ),
      ];
    case 'AWS::IAM::Role':
      return [
        [
          'aws_iam_role',
          name,
          {
            name: Properties.RoleName,
            description: Properties.Description,
            assume_role_policy: JSON.stringify(Properties.AssumeRolePolicyDocument),
          },
        ],
        ...(Properties.Policies as readonly { PolicyName: string; PolicyDocument: unknown }[]).map(
          ({ PolicyName, PolicyDocument }): Made => [
            'aws_iam_role_policy',
            PolicyName.replaceAll('-', '_'),
            {
              name: PolicyName,
              role: `\${aws_iam_role.${name}.id}`,
              policy: JSON.stringify(PolicyDocument),
            },
          ],
        ),
      ];
    default:
      throw new Error(`Terraform has no counterpart here for ${Type}.`);
  }
}

function variableOf(
  name: string,
  { Default, Description, AllowedPattern, MinLength, NoEcho }: Parameter,
): unknown {
  const condition = AllowedPattern
    ? `can(regex(${JSON.stringify(AllowedPattern)}, var.${name}))`
    : MinLength && `length(var.${name}) >= ${MinLength}`;
  return {
    type: 'string',
    ...(Description === undefined ? {} : { description: Description }),
    ...(Default === undefined ? {} : { default: Default }),
    ...(NoEcho ? { sensitive: true } : {}),
    ...(condition
      ? {
          validation: [
            {
              condition: `\${${condition}}`,
              error_message: AllowedPattern ? `It has to match ${AllowedPattern}` : `It is too short.`,
            },
          ],
        }
      : {}),
  };
}

function grouped(resources: readonly Made[]): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const byType: Record<string, Record<string, unknown>> = {};
  for (const [type, name, body] of resources) byType[type] = { ...byType[type], [name]: body };
  return byType;
}

const snake = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
