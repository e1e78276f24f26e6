import { canonicalJson } from '../domain/json.ts';

/**
 * A policy document as the IAM API returns it (JSON, URL-encoded by RFC 3986) as canonical JSON.
 * Text that is no JSON is kept as it is, so that it differs from everything expected.
 */
export function readDocument(encoded: string | undefined): string {
  if (encoded === undefined) return '';
  const text = decoded(encoded);
  try {
    return canonicalJson(JSON.parse(text));
  } catch {
    return text;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether two documents say the same, whatever the order of their members. */
export const sameDocument = (a: string, b: string): boolean => readDocument(a) === readDocument(b);
