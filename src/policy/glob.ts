/**
 * Patterns of IAM: `*` is any run of characters, `?` any one. Nothing here is a regular expression, since the patterns come
 * from people: the worst case is the product of the two lengths.
 */

/** In a pattern of our own: any run of characters but colons, as between two colons of an ARN. A private character. */
export const part = '\uE001';

/** Whether everything that `inner` (a text or a pattern) matches is matched by `outer` too. Never wrongly true. */
export function covers(outer: string, inner: string): boolean {
  let at = 0;
  let innerAt = 0;
  let afterStar = -1;
  let retry = 0;
  while (innerAt < inner.length) {
    const want = outer[at];
    const have = inner[innerAt];
    if (want === '*') {
      at += 1;
      afterStar = at;
      retry = innerAt;
    } else if (want !== undefined && (want === have || (want === '?' && have !== '*' && have !== part))) {
      at += 1;
      innerAt += 1;
    } else if (afterStar >= 0) {
      // The last star takes one more; an earlier one never has to.
      at = afterStar;
      retry += 1;
      innerAt = retry;
    } else return false;
  }
  while (outer[at] === '*') at += 1;
  return at === outer.length;
}

/** `covers` for one pattern and many texts: a pattern without `?` is a row of pieces to be found one after the other. */
export function matcher(pattern: string): (text: string) => boolean {
  if (pattern.includes('?')) return (text) => covers(pattern, text);
  const [start = '', ...rest] = pattern.split('*');
  const end = rest.pop();
  if (end === undefined) return (text) => text === pattern;
  const [piece = '', ...others] = rest;
  if (others.length === 0)
    return (text) => {
      if (start !== '' && !text.startsWith(start)) return false;
      const found = piece === '' ? start.length : text.indexOf(piece, start.length);
      return found >= 0 && found + piece.length <= text.length - end.length && text.endsWith(end);
    };
  return (text) => covers(pattern, text);
}

const star = 42;
const anyOne = 63;

const colon = 58;
const partCode = part.charCodeAt(0);

/** Whether some text is matched by both patterns; only `other` may have `part`s. */
export function meets(one: string, other: string): boolean {
  if (!isPattern(other) && !other.includes(part)) return covers(one, other);
  // Row by row: reachable[j] says that the part of `one` read so far and the first j characters of `other` have a text in common.
  const width = other.length + 1;
  let reachable = startOf(other);
  let next: Uint8Array = new Uint8Array(width);
  for (let i = 0; i < one.length; i++) {
    const want = one.charCodeAt(i);
    let any = want === star ? (reachable[0] ?? 0) : 0;
    next[0] = any;
    for (let j = 1; j < width; j++) {
      const have = other.charCodeAt(j - 1);
      const same = want === have || want === anyOne || have === anyOne;
      const step = same && reachable[j - 1] === 1;
      // Either side's star may take what the other one says, or nothing.
      const haveTakes = have === star || (have === partCode && want !== colon);
      const longer = (want === star || haveTakes) && reachable[j] === 1;
      const empty = (want === star || have === star || have === partCode) && next[j - 1] === 1;
      const yes = step || longer || empty ? 1 : 0;
      next[j] = yes;
      any |= yes;
    }
    if (any === 0) return false;
    [reachable, next] = [next, reachable];
  }
  return reachable[width - 1] === 1;
}

function startOf(pattern: string): Uint8Array {
  const stars = /^[*\uE001]*/.exec(pattern)?.[0].length ?? 0;
  return new Uint8Array(pattern.length + 1).fill(1, 0, stars + 1);
}

export const isPattern = (text: string): boolean => text.includes('*') || text.includes('?');

/** The same pattern with each run of wildcards in one order: `?*?**` is `??*`. */
export function squeeze(pattern: string): string {
  return pattern.replace(/[*?]{2,}/g, (run) => run.replaceAll('*', '') + (run.includes('*') ? '*' : ''));
}
