/**
 * What PostgreSQL's text and jsonb cannot hold: NUL, and halves of surrogate pairs. People can type both into Slack, so
 * they become U+FFFD here, on the way into the database, in values and in keys alike.
 */
const unstorable = /\\u(?:0000|d[89ab][0-9a-f]{2}|d[c-f][0-9a-f]{2})/i;

/** A string that PostgreSQL can hold. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}

/** JSON for a jsonb parameter. `undefined` members are left out. */
export function storedJson(value: unknown): string {
  const json = JSON.stringify(value ?? null);
  return unstorable.test(json) ? JSON.stringify(storableValue(value)) : json;
}

/** The same value with every string in it storable. */
export function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map(storableValue);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [storable(key), storableValue(member)]),
  );
}
