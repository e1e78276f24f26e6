/** Whether `*` (any run) and `?` (any one character) in the pattern cover the text. */
export function matchesWildcard(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(text);
}

/** Compares ARNs part by part, so that a wildcard doesn't reach over a colon but in the last part. */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const [patternParts, arnParts] = [arnParts6(pattern), arnParts6(arn)];
  return (
    patternParts.length === arnParts.length &&
    patternParts.every((part, at) => matchesWildcard(part, arnParts[at] ?? ''))
  );
}

function arnParts6(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
