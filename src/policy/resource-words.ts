import type { PatternList } from './statement.ts';
import { own } from './widening.ts';

/** `every resource`, `bucket logs and objects in bucket logs`. All of them: whoever draws them says what it cuts off. */
export function resourceWords({ except, patterns }: PatternList): string {
  if (patterns.length === 0) return except ? 'every resource' : 'nothing';
  if (patterns.includes('*')) return except ? 'nothing' : 'every resource';
  const named = [...new Set(patterns.map(oneResource))];
  return except ? `all but ${listWords(named)}` : listWords(named);
}

/** `a, b and c` */
export function listWords(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** What an ARN without a type names. */
const unnamed: Readonly<Record<string, string>> = { sqs: 'queue', sns: 'topic', codecommit: 'repository' };

function oneResource(arn: string): string {
  const parts = arn.split(':');
  if (parts[0] !== 'arn' || parts.length < 6) return arn;
  const [, , service = '', region = ''] = parts;
  const rest = parts.slice(5).join(':');
  const place = region === '' || region === '*' ? '' : ` in ${region}`;
  if (service === 's3') return bucketWords(rest) + place;
  const [, type, name] = /^([a-zA-Z][a-zA-Z-]*)[/:](.+)$/s.exec(rest) ?? [];
  if (name?.includes(own)) return 'the user itself';
  const kind = type ?? unnamed[service];
  const text = name ?? rest;
  if (kind === undefined) return (text === '*' ? `everything in ${service}` : text) + place;
  return (text === '*' ? `every ${kind}` : `${kind} ${text}`) + place;
}

function bucketWords(path: string): string {
  const slash = path.indexOf('/');
  const bucket = slash < 0 ? path : path.slice(0, slash);
  const key = slash < 0 ? undefined : path.slice(slash + 1);
  const inBucket = bucket === '*' ? 'every bucket' : `bucket ${bucket}`;
  if (key === undefined) return inBucket;
  return key === '*' ? `objects in ${inBucket}` : `objects ${key} in ${inBucket}`;
}
