/** As much as a managed policy may hold. */
const most = 6144;

const policy = (statements: readonly unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** Grows a document until one part more would be too much. */
function filled(part: (index: number) => unknown, around: (parts: readonly unknown[]) => readonly unknown[]) {
  const parts: unknown[] = [];
  for (let index = 0; ; index++) {
    const more = [...parts, part(index)];
    if (policy(around(more)).length > most) return policy(around(parts));
    parts.push(part(index));
  }
}

const services = ['s3', 'ec2', 'iam', 'dynamodb', 'lambda', 'ecs', 'ssm', 'rds'];
const names = ['Get*', 'List*', 'Describe*', 'Put*Item', 'Create*', 'Update*Code', 'Batch*', 'Tag*'];
const at = <T>(list: readonly T[], index: number) => list[index % list.length];

/** Documents of the largest size, in the shapes that cost most. */
export const largest: Readonly<Record<string, string>> = {
  'many buckets': filled(
    (index) => `arn:aws:s3:::bucket-${index}/team/*`,
    (parts) => [{ Effect: 'Allow', Action: ['s3:*', 'kms:Decrypt'], Resource: parts }],
  ),
  'many actions': filled(
    (index) => `${at(services, index)}:${at(names, Math.floor(index / services.length))}${index}*`,
    (parts) => [{ Effect: 'Allow', Action: parts, Resource: '*' }],
  ),
  'many statements': filled(
    (index) => ({
      Effect: at(['Allow', 'Allow', 'Deny'], index),
      Action: `${at(services, index)}:${at(names, index + (index >> 3))}`,
      Resource: `arn:aws:${at(services, index)}:*:123456789012:part-${index}/*`,
    }),
    (parts) => parts,
  ),
  'wildcards everywhere': filled(
    (index) => ({
      Effect: at(['Allow', 'Deny'], index),
      Action: [`s*:*${index}*`, 'ia?:*'],
      Resource: `arn:aws:*:::*a*b*${index}`,
    }),
    (parts) => parts,
  ),
};
