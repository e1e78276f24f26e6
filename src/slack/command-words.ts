import { distance } from 'fastest-levenshtein';

export const wordsOf = (text: string): readonly string[] =>
  text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');

/** `<svc-backup>`, quotes and code marks around what people copy from the usage line or from a message. */
export function unwrap(text: string): string {
  return text
    .trim()
    .replace(/^[<"'`“‘]+|[>"'`”’]+$/g, '')
    .trim();
}

/** The word that was probably meant; nothing when none is near. */
export function nearest<T extends string>(word: string, names: readonly T[]): T | undefined {
  const typed = word.toLowerCase();
  const [best] = names.map((name) => ({ name, off: distanceTo(typed, name) })).sort((a, b) => a.off - b.off);
  return best && best.off <= Math.max(1, Math.floor(best.name.length / 2)) ? best.name : undefined;
}

/** A beginning counts as near, however much is missing; letters in another order are one slip. */
function distanceTo(typed: string, name: string): number {
  if (typed.length >= 2 && name.startsWith(typed)) return 0;
  return sorted(typed) === sorted(name) ? 1 : distance(typed, name);
}

const sorted = (word: string): string => [...word].sort().join('');
