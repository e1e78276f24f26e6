import { listWords } from './resource-words.ts';
import type { Condition } from './statement.ts';

const comparisons: Readonly<Record<string, string>> = {
  equals: 'is',
  notequals: 'is not',
  equalsignorecase: 'is',
  notequalsignorecase: 'is not',
  like: 'is like',
  notlike: 'is not like',
  lessthan: 'is less than',
  lessthanequals: 'is at most',
  greaterthan: 'is more than',
  greaterthanequals: 'is at least',
};

/** `only from 198.51.100.0/24`, `only in eu-west-1`, `only where s3:prefix is like home/*`. */
export function conditionWords(condition: Condition): string {
  const { key, operator, ifExists, quantifier, values } = condition;
  const named = listWords(values).replaceAll(' and ', ' or ');
  const plain = !ifExists && !quantifier;
  if (plain && operator === 'ipaddress' && key === 'aws:sourceip') return `only from ${named}`;
  if (plain && operator === 'stringequals' && /^aws:sourcevpce?$/.test(key)) return `only from ${named}`;
  if (plain && operator === 'stringequals' && key === 'aws:requestedregion') return `only in ${named}`;
  if (plain && operator === 'stringequals' && key === 'iam:passedtoservice') return `only to ${named}`;
  if (plain && operator === 'bool') return `only where ${key} is ${named}`;
  if (operator === 'null') return `only where ${key} is ${values.includes('true') ? 'missing' : 'there'}`;
  const unknown = ifExists ? ', or isn’t known' : '';
  const each = quantifier === 'forallvalues' ? 'each ' : quantifier === 'foranyvalue' ? 'some ' : '';
  return `only where ${each}${key} ${comparison(operator)} ${named}${unknown}`;
}

function comparison(operator: string): string {
  if (operator === 'ipaddress') return 'is in';
  if (operator === 'notipaddress') return 'is not in';
  return comparisons[operator.replace(/^(string|numeric|date|arn|binary)/, '')] ?? 'is';
}
