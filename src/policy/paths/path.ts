import type { Reach } from '../reach.ts';

/** One permission that a way to more permissions needs. */
export interface Need {
  /** In lower case. */
  readonly action: string;
  readonly reach: Reach;
  /** For iam:PassRole: the services that the role is handed to. */
  readonly passedTo?: readonly string[];
}

/** Something that nobody should be able to do. */
export interface Way {
  /** As the catalogue that the source points into calls it, or a name of our own. */
  readonly id: string;
  /** Completes “can …”. */
  readonly title: string;
}

/** A known way from some permissions to more. All of its needs have to be met. */
export interface EscalationPath extends Way {
  readonly needs: readonly Need[];
  readonly source: string;
}

export const sources = {
  rhino: 'https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/',
  bishopFox: 'https://bishopfox.com/blog/privilege-escalation-in-aws',
  hackingTheCloud: 'https://hackingthe.cloud/aws/exploitation/iam_privilege_escalation/',
  hackTricks:
    'https://cloud.hacktricks.wiki/en/pentesting-cloud/aws-security/aws-privilege-escalation/index.html',
} as const;

/** Makes a path; the source is its page at pathfinding.cloud unless another is given. */
export function path(
  id: string,
  title: string,
  needs: readonly (string | Need)[],
  source = `https://pathfinding.cloud/paths/${id}`,
): EscalationPath {
  const whole = needs.map((need) =>
    typeof need === 'string' ? { action: need.toLowerCase(), reach: 'some' as const } : need,
  );
  return { id, title, needs: whole, source };
}

/** Handing a role to a service. */
export const pass = (...services: readonly string[]): Need => ({
  action: 'iam:passrole',
  reach: 'some',
  passedTo: services.map((service) => `${service}.amazonaws.com`),
});

export const on = (reach: Reach, action: string): Need => ({ action: action.toLowerCase(), reach });
