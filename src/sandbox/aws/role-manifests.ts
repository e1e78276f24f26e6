import { readFileSync } from 'node:fs';
import { parse, type ScalarTag } from 'yaml';
import type { PolicyDocument, RoleSeed } from './seed.ts';

// Reads the CloudFormation templates that are shipped, so that the simulated AWS enforces exactly those roles. Of the intrinsic
// functions it knows the few that they use: !Ref, !Sub and, in outputs, !GetAtt.

export interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> }>
  >;
}

/** A template with its references resolved: `values` are parameters, pseudo parameters, and what `!Ref` gives for resources. */
export function readTemplate(
  file: 'hub-role.yaml' | 'member-role.yaml',
  values: Readonly<Record<string, string>>,
): Template {
  const text = readFileSync(new URL(`../../../manifests/aws/${file}`, import.meta.url), 'utf8');
  const valueNamed = (name: string): string => {
    const value = values[name];
    if (value === undefined) throw new Error(`${file} refers to ${name}, which has no value`);
    return value;
  };
  const customTags: ScalarTag[] = [
    { tag: '!Ref', resolve: valueNamed },
    {
      tag: '!Sub',
      resolve: (pattern) => pattern.replace(/\$\{([^}]+)\}/g, (_, name: string) => valueNamed(name)),
    },
    { tag: '!GetAtt', resolve: (path) => path },
  ];
  return parse(text, { customTags });
}

/** A role of the template as the simulator plants it. */
export function roleOf(template: Template, resource: string): RoleSeed {
  const properties = template.Resources[resource]?.Properties ?? {};
  const policies = properties.Policies as readonly { PolicyName: string; PolicyDocument: PolicyDocument }[];
  return {
    name: properties.RoleName as string,
    trust: properties.AssumeRolePolicyDocument as PolicyDocument,
    inline: Object.fromEntries(
      policies.map(({ PolicyName, PolicyDocument }) => [PolicyName, PolicyDocument]),
    ),
  };
}
