/** JSON as it is written: members in their order and with their repetitions, which `JSON.parse` would swallow. */
export type Written = null | boolean | number | string | readonly Written[] | WrittenObject;
export interface WrittenObject {
  readonly members: readonly (readonly [name: string, value: Written])[];
}

/** Deeper than any policy; a hostile text must not exhaust the stack. */
const deepest = 32;
/** Policies have at most 10,240 characters besides white space. */
const longest = 100_000;
const token = /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|(true|false|null|-?[0-9][0-9.eE+-]*))/y;

class NotJson extends Error {}

/** Reads a JSON text, or says in words what is wrong with it and where. */
export function readJson(text: string): Written | { readonly problem: string } {
  if (text.length > longest) return { problem: `It has ${text.length} characters: more than any policy.` };
  let at = 0;
  const fail = (what: string): never => {
    const lines = text.slice(0, at).split('\n');
    throw new NotJson(`${what} at line ${lines.length}, character ${(lines.at(-1)?.length ?? 0) + 1}.`);
  };
  const next = (): string => {
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) return fail(text.slice(at).trim() === '' ? 'It ends too early' : 'It is not JSON');
    at = token.lastIndex;
    return match[1] ?? match[2] ?? match[3] ?? '';
  };
  const scalar = (written: string): string | number | boolean | null => {
    try {
      return JSON.parse(written) as string | number | boolean | null;
    } catch {
      return fail('It is not JSON');
    }
  };
  /** What stands between the opening bracket and `end`, separated by commas. */
  const list = <T>(end: string, item: (first: string) => T): T[] => {
    const items: T[] = [];
    let written = next();
    if (written === end) return items;
    for (;;) {
      items.push(item(written));
      const after = next();
      if (after === end) return items;
      if (after !== ',') fail(`“,” or “${end}” is missing`);
      written = next();
    }
  };
  const value = (written: string, depth: number): Written => {
    if (depth > deepest) return fail('It is nested too deeply');
    if (written === '[') return list(']', (first) => value(first, depth + 1));
    if (written !== '{') return scalar(written);
    const member = (first: string) => {
      const name = scalar(first);
      if (typeof name !== 'string') return fail('A name has to be in quotes');
      if (next() !== ':') fail('“:” is missing');
      return [name, value(next(), depth + 1)] as const;
    };
    return { members: list('}', member) };
  };
  try {
    const read = value(next(), 0);
    return text.slice(at).trim() === '' ? read : fail('Something follows the document');
  } catch (error) {
    if (error instanceof NotJson) return { problem: error.message };
    throw error;
  }
}

export const isObject = (value: Written): value is WrittenObject =>
  typeof value === 'object' && value !== null && 'members' in value;
