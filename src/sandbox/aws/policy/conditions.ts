import { BlockList, isIPv4 } from 'node:net';
import type { ConditionKeys } from '../operation.ts';
import { matchesArn, matchesWildcard } from './wildcard.ts';

type Comparison = (value: string, wanted: string) => boolean;

const number = (compare: (left: number, right: number) => boolean): Comparison => {
  return (value, wanted) => compare(Number(value), Number(wanted));
};
const date = (compare: (left: number, right: number) => boolean): Comparison => {
  return (value, wanted) => compare(timeOf(value), timeOf(wanted));
};
const same = (left: number, right: number) => left === right;
const less = (left: number, right: number) => left < right;
const atMost = (left: number, right: number) => left <= right;
const more = (left: number, right: number) => left > right;
const atLeast = (left: number, right: number) => left >= right;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  StringEquals: (value, wanted) => value === wanted,
  StringEqualsIgnoreCase: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
  StringLike: (value, wanted) => matchesWildcard(wanted, value),
  ArnEquals: (value, wanted) => matchesArn(wanted, value),
  ArnLike: (value, wanted) => matchesArn(wanted, value),
  Bool: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
  IpAddress: inNetwork,
  NumericEquals: number(same),
  NumericLessThan: number(less),
  NumericLessThanEquals: number(atMost),
  NumericGreaterThan: number(more),
  NumericGreaterThanEquals: number(atLeast),
  DateEquals: date(same),
  DateLessThan: date(less),
  DateLessThanEquals: date(atMost),
  DateGreaterThan: date(more),
  DateGreaterThanEquals: date(atLeast),
};

const NEGATIONS: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NotIpAddress: 'IpAddress',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
};

interface Operator {
  readonly quantifier?: 'ForAllValues' | 'ForAnyValue';
  readonly name: string;
  readonly ifExists: boolean;
}

function readOperator(text: string): Operator {
  const match = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(text);
  const quantifier = match?.[1] as Operator['quantifier'];
  return {
    ...(quantifier === undefined ? {} : { quantifier }),
    name: match?.[2] ?? '',
    ifExists: match?.[3] !== undefined,
  };
}

export function isConditionOperator(text: string): boolean {
  const { name } = readOperator(text);
  return name === 'Null' || Object.hasOwn(COMPARISONS, name) || Object.hasOwn(NEGATIONS, name);
}

/** Whether all conditions hold. A key that the call doesn't have fails every operator but the negated ones, Null and …IfExists. */
export function conditionsHold(
  conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
  keys: ConditionKeys,
): boolean {
  return Object.entries(conditions).every(([operator, block]) =>
    Object.entries(block).every(([key, wanted]) =>
      holds(readOperator(operator), valuesOf(keys, key), wanted, keys),
    ),
  );
}

function holds(
  operator: Operator,
  values: readonly string[] | undefined,
  wanted: readonly string[],
  keys: ConditionKeys,
): boolean {
  if (operator.name === 'Null') return wanted.includes(String(values === undefined));
  if (values === undefined && operator.ifExists) return true;
  const negated = NEGATIONS[operator.name];
  const compare = COMPARISONS[negated ?? operator.name];
  if (compare === undefined) return false;
  const fits = (value: string) => {
    const any = wanted.some((item) => compare(value, withVariables(item, keys)));
    return negated === undefined ? any : !any;
  };
  if (operator.quantifier === 'ForAllValues') return (values ?? []).every(fits);
  if (operator.quantifier === 'ForAnyValue') return (values ?? []).some(fits);
  if (values === undefined) return negated !== undefined;
  return negated === undefined ? values.some(fits) : values.every(fits);
}

/** Values of a condition key; the names of keys are compared whatever their case. */
function valuesOf(keys: ConditionKeys, name: string): readonly string[] | undefined {
  const lower = name.toLowerCase();
  const value = Object.entries(keys).find(([key]) => key.toLowerCase() === lower)?.[1];
  return typeof value === 'string' ? [value] : value;
}

/** Puts policy variables such as `${aws:username}` in. One without a value can't match anything. */
export function withVariables(text: string, keys: ConditionKeys): string {
  return text.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name === '*' || name === '?' || name === '$') return name;
    return valuesOf(keys, name.split(',')[0] ?? name)?.[0] ?? '\u0000';
  });
}

function inNetwork(address: string, network: string): boolean {
  const [base = '', bits] = network.split('/');
  const family = isIPv4(base) ? 'ipv4' : 'ipv6';
  if (isIPv4(address) !== (family === 'ipv4')) return false;
  const networks = new BlockList();
  networks.addSubnet(base, Number(bits ?? (family === 'ipv4' ? 32 : 128)), family);
  return networks.check(address, family);
}

function timeOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}
