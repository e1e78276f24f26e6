import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const packages: Readonly<Record<string, string>> = {
  iam: '@aws-sdk/client-iam',
  sts: '@aws-sdk/client-sts',
  organizations: '@aws-sdk/client-organizations',
  secretsmanager: '@aws-sdk/client-secrets-manager',
};

/** The errors that AWS's service model names for an operation, as the SDK documents them, in the codes that go over the wire. */
export function modelledErrors(service: string, operation: string): readonly string[] {
  const name = packages[service];
  if (name === undefined) throw new Error(`No SDK package for ${service}.`);
  const root = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  const declared = readFileSync(join(root, 'dist-types', 'commands', `${operation}Command.d.ts`), 'utf8');
  const thrown = [...declared.matchAll(/@throws \{@link (\w+)\}/g)].map(([, error]) => String(error));
  return thrown
    .filter((error) => !error.endsWith('ServiceException') || error === 'ServiceException')
    .map((error) => wireCode(root, error));
}

/** Query services write another code on the wire than the exception's name: the `awsQueryError` trait. */
function wireCode(root: string, error: string): string {
  const schema = readFileSync(join(root, 'dist-es', 'schemas', 'schemas_0.js'), 'utf8');
  const at = schema.indexOf(`export var ${error}$ = `);
  const trait = /\[_aQE\]: \[`([^`]+)`/.exec(schema.slice(at, at + 200));
  return at >= 0 && trait?.[1] !== undefined ? trait[1] : error;
}
