import type { KnownBlock } from '@slack/types';
import type { IamOperation, OperationOf } from '../../domain/operation.ts';
import { type Fact, facts, pieces } from './facts.ts';
import { bold, lines, preformatted } from './rich.ts';

/** Everything an operation will send to AWS, nothing left out: values as lines, policy documents as indented JSON. */
export function operationDetails(operation: IamOperation): KnownBlock[] {
  // A read-back compares only what is named; to say “none” of the rest would claim more.
  const sent = operation.kind === 'read-back' ? compared(operation) : operation;
  const details = Object.entries(sent)
    .filter(([name]) => name !== 'kind')
    .flatMap(([name, value]) => described(words(name), value));
  const short = details.flatMap((detail) => ('fact' in detail ? [detail.fact] : []));
  const long = details.flatMap((detail) => ('blocks' in detail ? detail.blocks : []));
  return [...facts(short), ...long];
}

function compared({ expect, orGone }: OperationOf<'read-back'>): object {
  const isNamed = (value: unknown) => !Array.isArray(value) || value.length > 0;
  const { nothingElse, ...named } = expect;
  return {
    expect: {
      ...Object.fromEntries(Object.entries(named).filter(([, value]) => isNamed(value))),
      ...(nothingElse ? { noOthers: nothingElse.map((name) => inside(words(name))) } : {}),
    },
    ...(orGone ? { orTheUserIsGone: true } : {}),
  };
}

type Detail = { readonly fact: Fact } | { readonly blocks: readonly KnownBlock[] };

function described(label: string, value: unknown): readonly Detail[] {
  if (value === undefined) return [];
  if (typeof value === 'string')
    return isDocument(value) ? labelled(label, indented(value)) : [{ fact: [label, value] }];
  if (typeof value === 'boolean') return [{ fact: [label, value ? 'yes' : 'no'] }];
  if (typeof value === 'number') return [{ fact: [label, String(value)] }];
  if (isTags(value))
    return labelled(label, value.map((tag) => `${tag.key} = ${tag.value}`).join('\n') || 'none');
  if (Array.isArray(value)) {
    if (value.length === 0) return [{ fact: [label, 'none'] }];
    if (value.every((item) => typeof item === 'string')) return [{ fact: [label, value.join(', ')] }];
    if (value.every(isState)) return [{ fact: [label, value.map(({ id, is }) => `${id} ${is}`).join(', ')] }];
    return value.flatMap((item, index) => described(`${label} ${index + 1}`, item));
  }
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, inner]) =>
      described(`${label}, ${inside(words(name))}`, inner),
    );
  return [];
}

function labelled(label: string, text: string): readonly Detail[] {
  return [{ blocks: [lines([[bold(label)]]), ...pieces(text).map(preformatted)] }];
}

function isDocument(text: string): boolean {
  return text.startsWith('{') && text.endsWith('}');
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

function isTags(value: unknown): value is readonly { key: string; value: string }[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => typeof item === 'object' && item !== null && 'key' in item && 'value' in item)
  );
}

/** After a comma: `Boundary ARN` → `boundary ARN`. */
const inside = (label: string): string => `${label.charAt(0).toLowerCase()}${label.slice(1)}`;

/** What a key is expected to be: `AKIA… Inactive`. */
function isState(value: unknown): value is { id: string; is: string } {
  return typeof value === 'object' && value !== null && 'id' in value && 'is' in value;
}

/** `boundaryArn` → `Boundary ARN`. */
function words(name: string): string {
  const spaced = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\barn\b/g, 'ARN');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
