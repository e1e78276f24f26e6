import { isObject, type Written } from './json-text.ts';
import type { Condition } from './statement.ts';

const text = ['equals', 'notequals', 'equalsignorecase', 'notequalsignorecase', 'like', 'notlike'];
const order = ['equals', 'notequals', 'lessthan', 'lessthanequals', 'greaterthan', 'greaterthanequals'];

/** IAM User Guide, “IAM JSON policy elements: Condition operators”; in lower case. */
const operators = new Set([
  ...text.map((name) => `string${name}`),
  ...order.flatMap((name) => [`numeric${name}`, `date${name}`]),
  ...['equals', 'notequals', 'like', 'notlike'].map((name) => `arn${name}`),
  ...['bool', 'binaryequals', 'ipaddress', 'notipaddress', 'null'],
]);

/**
 * Reads a Condition block. Calls `complain` for each thing that IAM wouldn't take, and leaves that thing out; of a key that
 * stands there twice under one operator, none counts.
 */
export function readConditions(block: Written, complain: (says: string) => void): Condition[] {
  if (!isObject(block)) {
    complain('Condition has to be an object');
    return [];
  }
  const conditions = block.members.flatMap(([name, keys]) => {
    const operator = readOperator(name);
    if (operator === undefined) complain(`“${name}” is not a condition operator`);
    if (!isObject(keys)) complain(`${name} has to hold an object of keys and values`);
    if (operator === undefined || !isObject(keys)) return [];
    return keys.members.map(([key, value]): Condition => {
      const values = (Array.isArray(value) ? value : [value]) as readonly Written[];
      if (values.length === 0) complain(`${name} ${key} has no values`);
      if (values.some((one) => typeof one === 'object'))
        complain(`${name} ${key} has values that are no text`);
      return { ...operator, key: key.toLowerCase(), values: values.filter(isScalar).map(String) };
    });
  });
  const subject = ({ operator, quantifier, ifExists, key }: Condition) =>
    JSON.stringify([operator, quantifier, ifExists, key]);
  const seen = conditions.map(subject);
  const isTwice = (one: string) => seen.indexOf(one) !== seen.lastIndexOf(one);
  const twice = new Set(conditions.filter((one) => isTwice(subject(one))).map(({ key }) => key));
  for (const key of twice) complain(`The condition on ${key} is there twice`);
  return conditions.filter((one) => !isTwice(subject(one)));
}

function readOperator(name: string): Omit<Condition, 'key' | 'values'> | undefined {
  const match = /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/.exec(name.toLowerCase());
  const [, quantifier, operator = '', ifExists] = match ?? [];
  if (!operators.has(operator)) return undefined;
  return {
    operator,
    ...(quantifier === undefined ? {} : { quantifier: quantifier as 'forallvalues' | 'foranyvalue' }),
    ifExists: ifExists !== undefined,
  };
}

const isScalar = (value: Written): value is string | number | boolean =>
  value !== null && typeof value !== 'object';
