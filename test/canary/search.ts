/** Where something was found that must be nowhere. */
export interface Hit {
  readonly place: string;
  /** Which secret, by its name; never itself. */
  readonly secret: string;
  readonly form: string;
}

/** Looks for every secret in every form in a text or in the bytes of a file. */
export function hits(
  place: string,
  content: string | Buffer,
  secrets: ReadonlyMap<string, string>,
): readonly Hit[] {
  const text = typeof content === 'string' ? content : content.toString('latin1');
  return [...secrets].flatMap(([secret, value]) =>
    Object.entries(formsOf(value))
      .filter(([, needle]) => text.includes(needle))
      .map(([form]) => ({ place, secret, form })),
  );
}

/** A secret as it is, and as it looks when somebody has encoded what it stands in. */
export function formsOf(value: string): Readonly<Record<string, string>> {
  const bytes = Buffer.from(value);
  const encoded = (lead: number) => {
    // In a longer text it begins at any of three places of a base64 group; only what does not depend on its neighbours is looked for.
    const whole = Buffer.concat([Buffer.alloc(lead), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return whole.slice(lead === 0 ? 0 : lead + 1, whole.length - 2);
  };
  const base64 = { 'base64, first': encoded(0), 'base64, second': encoded(1), 'base64, third': encoded(2) };
  return {
    plain: value,
    'percent-encoded': encodeURIComponent(value),
    hexadecimal: bytes.toString('hex'),
    'JSON in JSON': JSON.stringify(JSON.stringify(value)).slice(3, -3),
    reversed: [...value].reverse().join(''),
    ...base64,
    ...Object.fromEntries(
      Object.entries(base64).map(([name, needle]) => [
        `${name}, for URLs`,
        needle.replaceAll('+', '-').replaceAll('/', '_'),
      ]),
    ),
  };
}
