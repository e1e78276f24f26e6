export type Parameters = Record<string, unknown>;

/**
 * Reads an AWS Query body: `Tags.member.1.Key=team` becomes `{ Tags: [{ Key: 'team' }] }`.
 * An empty value stands for an empty string or an empty list; who reads the parameter knows which.
 */
export function readQueryForm(body: string): Parameters {
  const root: Parameters = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name.split('.');
    // Foreign names could otherwise reach the prototype.
    if (path.some((part) => part === '__proto__' || part === 'constructor')) continue;
    let place = root;
    for (const part of path.slice(0, -1)) {
      const next = place[part];
      if (isRecord(next)) {
        place = next;
        continue;
      }
      const made: Parameters = {};
      place[part] = made;
      place = made;
    }
    place[path.at(-1) ?? name] = value;
  }
  return collapse(root) as Parameters;
}

function collapse(value: unknown): unknown {
  if (!isRecord(value)) return value;
  if (isRecord(value.member)) {
    return Object.entries(value.member)
      .sort(([left], [right]) => Number(left) - Number(right))
      .map(([, item]) => collapse(item));
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, collapse(item)]));
}

export function isRecord(value: unknown): value is Parameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
