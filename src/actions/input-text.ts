import { z } from 'zod';

/** Control and text-direction characters have no business in a line that others will read and trust. */
const printable = (value: unknown) =>
  typeof value === 'string'
    ? value.replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ').replace(/ +/g, ' ')
    : value;

/** One line that somebody typed and others read. `what` begins the sentence that says what is wrong. */
export const line = (what: string, max: number) =>
  z.preprocess(
    printable,
    z
      .string({ error: `${what} is missing.` })
      .trim()
      .min(3, `${what} is too short to mean anything to a reviewer.`)
      .max(max, `${what} is longer than ${max} characters.`),
  );
/** The same, asked for by a sentence of its own. */
export const said = (ask: string, max: number) =>
  z.preprocess(printable, z.string({ error: ask }).trim().min(3, ask).max(max));
export const optionalLine = (what: string, max: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    line(what, max).optional(),
  );
/** Several words in one field, or an array. */
export const list = <T extends z.ZodType>(item: T, max: number) =>
  z.preprocess(
    (value) =>
      typeof value === 'string' ? value.split(/[\s,;]+/).filter((part) => part !== '') : (value ?? []),
    z.array(item).max(max, `At most ${max}.`),
  );

/** Why somebody asks for a change. */
export const reason = line('The reason', 300);
