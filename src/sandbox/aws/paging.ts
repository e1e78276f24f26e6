import { validationError } from './aws-error.ts';
import type { Context } from './context.ts';
import { optionalText, wholeNumber } from './parameters.ts';
import type { Parameters } from './wire/query-form.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

/** One page of a list in IAM's manner: Marker and MaxItems (1 to 1,000, 100 when absent), sorted by key. */
export function pageOf<Item>(
  context: Context,
  parameters: Parameters,
  all: readonly Item[],
  keyOf: (item: Item) => string,
): Page<Item> {
  const asked = wholeNumber(parameters, 'MaxItems', 1, 1000) ?? 100;
  const size = Math.min(asked, context.quirks.pageItems ?? asked);
  const after = readMarker(optionalText(parameters, 'Marker'));
  const sorted = all
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((left, right) => compare(left.key, right.key))
    .filter(({ key }) => after === undefined || compare(key, after) > 0);
  const items = sorted.slice(0, size);
  const last = items.at(-1);
  if (sorted.length <= size || last === undefined)
    return { items: items.map(({ item }) => item), IsTruncated: false };
  return { items: items.map(({ item }) => item), IsTruncated: true, Marker: makeMarker(last.key) };
}

/** A page under the name that the operation gives to its list. */
export function pageAs<Item>(
  name: string,
  page: Page<Item>,
  show: (item: Item) => unknown,
): Record<string, unknown> {
  return { [name]: page.items.map(show), IsTruncated: page.IsTruncated, Marker: page.Marker };
}

// Opaque on purpose, and by key rather than by number: a deletion between two pages skips nothing.
export function makeMarker(key: string): string {
  return Buffer.from(`after:${key}`).toString('base64');
}

export function readMarker(marker: string | undefined): string | undefined {
  if (marker === undefined || marker === '') return undefined;
  const text = Buffer.from(marker, 'base64').toString('utf8');
  if (!text.startsWith('after:')) throw validationError('Invalid Marker.');
  return text.slice('after:'.length);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
