import type { DocumentHash } from '../../domain/inventory.ts';
import { sha256 } from '../../domain/json.ts';
import { readDocument } from '../policy-document.ts';

/** Keeps each policy document once: many users have the same. */
export interface Documents {
  /** Takes a document as the IAM API gives it. */
  keep(encoded: string | undefined): DocumentHash;
  readonly all: Readonly<Record<DocumentHash, string>>;
}

export function createDocuments(): Documents {
  const all: Record<DocumentHash, string> = {};
  return {
    keep(encoded) {
      const text = readDocument(encoded);
      const hash = sha256(text);
      all[hash] ??= text;
      return hash;
    },
    all,
  };
}
