import type { Finding } from '../domain/finding.ts';
import type { Reading } from '../domain/inventory.ts';
import { accountRules } from './account.ts';
import { consoleRules } from './console.ts';
import { evaluateRules } from './evaluate.ts';
import { keyRules } from './keys.ts';
import { otherCredentialRules } from './other-credentials.ts';
import { permissionRules } from './permissions.ts';
import { rootRules } from './root.ts';
import type { Rule, Settings } from './rule.ts';
import { userRules } from './users.ts';

/** Every rule. Adding one is one entry in the file of its area, and its id in `domain/finding.ts`. */
export const rules: readonly Rule[] = [
  ...keyRules,
  ...otherCredentialRules,
  ...consoleRules,
  ...userRules,
  ...permissionRules,
  ...rootRules,
  ...accountRules,
];

/**
 * Everything stale, risky or unowned in one account as it was read, at `now` (ISO 8601 in UTC): root and account first, then
 * user by user. Exempted findings are among them, marked. Pure; some microseconds a user.
 */
export function evaluate(reading: Reading, settings: Settings, now: string): readonly Finding[] {
  return evaluateRules(rules, reading, settings, now);
}
