/**
 * Patterns of IAM: `*` is any run of characters, `?` any one. Nothing here is a regular expression, since the patterns come
 * from people: the worst case is the product of the two lengths.
 */

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
    } else if (want !== undefined && (want === have || (want === '?' && have !== '*'))) {
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

/** Whether some text is matched by both patterns. */
export function meets(one: string, other: string): boolean {
  if (!isPattern(one)) return covers(other, one);
  if (!isPattern(other)) return covers(one, other);
  // Row by row: reachable[j] says that the part of `one` read so far and the first j characters of `other` have a text in common.
  let reachable = startOf(other);
  for (const want of one) {
    const next = new Array<boolean>(other.length + 1).fill(false);
    next[0] = want === '*' && reachable[0] === true;
    for (let j = 1; j <= other.length; j++) {
      const have = other[j - 1];
      const step = reachable[j - 1] === true;
      const starred = reachable[j] === true || next[j - 1] === true;
      const same = want === have || want === '?' || have === '?';
      next[j] = (step && same) || (starred && (want === '*' || have === '*'));
    }
    if (!next.includes(true)) return false;
    reachable = next;
  }
  return reachable[other.length] === true;
}

function startOf(pattern: string): boolean[] {
  const stars = /^\**/.exec(pattern)?.[0].length ?? 0;
  return Array.from({ length: pattern.length + 1 }, (_, at) => at <= stars);
}

export const isPattern = (text: string): boolean => text.includes('*') || text.includes('?');

/** The same pattern with each run of wildcards in one order: `?*?**` is `??*`. */
export function squeeze(pattern: string): string {
  return pattern.replace(/[*?]{2,}/g, (run) => run.replaceAll('*', '') + (run.includes('*') ? '*' : ''));
}
