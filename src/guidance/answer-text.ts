import { z } from 'zod';
import { AccountId } from '../domain/ids.ts';

/**
 * What may be answered. Only characters that mean nothing to JSON, a shell, Terraform or an IAM condition come
 * through (no quote, backslash, dollar, star or question mark), so an answer can only ever stand for itself.
 */
export function typed(pattern: RegExp, otherwise: string, max = 200): z.ZodType<string> {
  return z
    .string({ error: otherwise })
    .trim()
    .regex(pattern, otherwise)
    .max(max, `That is longer than ${max} characters.`);
}

/** As it is in a browser's address bar, too. */
export const afterHost = (host: string, of: z.ZodType<string>) =>
  z.preprocess(
    (value) =>
      typeof value === 'string'
        ? value
            .trim()
            .replace(new RegExp(`^(?:https://)?${host.replaceAll('.', '\\.')}/`), '')
            .replace(/\.git$|\/$/, '')
        : value,
    of,
  );

export const account: z.ZodType<string> = z
  .string({ error: 'Choose the account.' })
  .refine((value) => AccountId.safeParse(value).success, 'Choose the account.');

/** IAM role names: `[\w+=,.@-]{1,64}` (IAM and STS quotas); the punctuation that nobody needs is left out. */
export const roleName = z.preprocess(
  (value) => (value === '' ? undefined : value),
  typed(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, 'A role’s name has letters, digits and - _ . only.', 64).optional(),
) as z.ZodType<string | undefined>;

const oneOfThese = (what: string) =>
  `Write one ${what} exactly. Letters, digits and . _ - / + # = , are taken; no wildcard.`;

/** A branch or tag. Git allows more; quotes, `$` and wildcards are refused here (git-check-ref-format). */
export const ref = (what: 'branch' | 'tag' | 'branch or tag') =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.trim().replace(/^refs\/(?:heads|tags)\//, '') : value),
    typed(/^(?!.*(?:\.\.|\/\/))[A-Za-z0-9_][A-Za-z0-9._/+#=,-]*(?<![./])$/, oneOfThese(what)),
  );

export const uuid = (what: string): z.ZodType<string> =>
  z.preprocess(
    (value) =>
      typeof value === 'string'
        ? value
            .trim()
            .replace(/^\{(.*)\}$/, '$1')
            .toLowerCase()
        : value,
    typed(
      /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
      `${what} looks like 0b5cf8e7-cea6-4704-b24d-67dd00fcbe95.`,
    ),
  );

/** Kubernetes names: RFC 1123 label and subdomain. */
export const namespace = typed(
  /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
  'A namespace has small letters, digits and hyphens, at most 63.',
  63,
);
export const serviceAccount = typed(
  /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/,
  'A service account’s name has small letters, digits, hyphens and dots.',
  253,
);

/** IAM takes an issuer with https, without port, query or fragment (CreateOpenIDConnectProvider). */
export const issuer = typed(
  /^https:\/\/(?=[a-z0-9.-]*\.)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?:\/[A-Za-z0-9._~-]+)*\/?$/,
  'The issuer’s URL begins with https:// and has no port, query or wildcard.',
);
