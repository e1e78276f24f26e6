import { buildPaths } from './builds.ts';
import { containerPaths } from './containers.ts';
import { dataWorkPaths } from './data-work.ts';
import { functionPaths } from './functions.ts';
import { guardrailPaths } from './guardrails.ts';
import { identityPaths } from './identity.ts';
import type { EscalationPath } from './path.ts';
import { serverPaths } from './servers.ts';
import { trustPaths } from './trust.ts';

/** All known ways to more permissions. Their statements and titles are our own; the sources say who found them. */
export const escalationPaths: readonly EscalationPath[] = [
  ...identityPaths,
  ...guardrailPaths,
  ...trustPaths,
  ...serverPaths,
  ...functionPaths,
  ...containerPaths,
  ...buildPaths,
  ...dataWorkPaths,
];
