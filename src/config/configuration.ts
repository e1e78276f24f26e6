import { z } from 'zod';
import { AwsSettings } from '../domain/aws-settings.ts';
import { House } from '../domain/house.ts';

/** The whole of `chatelaine.yaml`: how AWS is reached, and what the house decides. */
export const Configuration = House.extend({ aws: AwsSettings });
export type Configuration = z.infer<typeof Configuration>;

/** A mistake with its place in the file, as the keys that lead to it. */
export interface Mistake {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What no single value can show: names that point nowhere, two things under one name. */
export function crossCheck(configuration: Configuration): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  const wrong = (path: Mistake['path'], message: string) => mistakes.push({ path, message });
  const unique = (list: keyof Configuration, values: readonly unknown[], key: string) =>
    values.forEach((value, index) => {
      if (values.indexOf(value) !== index) wrong([list, index, key], `“${String(value)}” is used twice`);
    });
  unique(
    'teams',
    configuration.teams.map((team) => team.id),
    'id',
  );
  unique(
    'approvers',
    configuration.approvers.map((group) => group.id),
    'id',
  );
  unique(
    'bundles',
    configuration.bundles.map((bundle) => bundle.id),
    'id',
  );
  unique(
    'bundles',
    configuration.bundles.map((bundle) => bundle.group.toLowerCase()),
    'group',
  );
  unique(
    'accounts',
    configuration.accounts.map((account) => account.id),
    'id',
  );

  const approvers: readonly string[] = configuration.approvers.map((group) => group.id);
  const bundles: readonly string[] = configuration.bundles.map((bundle) => bundle.id);
  const teams: readonly string[] = configuration.teams.map((team) => team.id);
  configuration.rules.forEach(({ when, require }, index) => {
    if (require.kind === 'one' || require.kind === 'two') {
      require.from.forEach((id, at) => {
        if (!approvers.includes(id))
          wrong(
            ['rules', index, 'require', 'from', at],
            `names no approver group; known are ${approvers.join(', ')}`,
          );
      });
      if (require.kind === 'two' && new Set(require.from).size < 2)
        wrong(
          ['rules', index, 'require', 'from'],
          'two approvals come from two different groups; name at least two',
        );
    }
    when.bundle?.forEach((id) => {
      if (!bundles.includes(id))
        wrong(['rules', index, 'when', 'bundle'], `“${id}” is no bundle; known are ${bundles.join(', ')}`);
    });
  });
  configuration.accounts.forEach((account, index) => {
    if (account.team !== undefined && !teams.includes(account.team))
      wrong(['accounts', index, 'team'], `“${account.team}” is no team; known are ${teams.join(', ')}`);
  });
  configuration.bundles.forEach((bundle, index) => {
    if (bundle.managedPolicies.length === 0 && bundle.document === undefined)
      wrong(['bundles', index], 'a bundle needs managedPolicies, a document, or both');
    if (bundle.document !== undefined && bundle.document.Statement === undefined)
      wrong(['bundles', index, 'document'], 'is not a policy document: it has no Statement');
  });
  try {
    new RegExp(configuration.users.namePattern);
  } catch {
    wrong(['users', 'namePattern'], 'is not a regular expression');
  }
  return mistakes;
}

/** JSON Schema of `chatelaine.yaml`, for editors (`chatelaine schema`). */
export const configurationSchema = (): unknown =>
  z.toJSONSchema(Configuration, { io: 'input', unrepresentable: 'any' });
