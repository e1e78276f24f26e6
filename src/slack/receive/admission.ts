import { z } from 'zod';

/** The parts of any payload that say whom it is from and for. */
const Addressed = z.looseObject({
  type: z.string().optional(),
  api_app_id: z.string().optional(),
  team_id: z.string().optional(),
  team: z.looseObject({ id: z.string() }).nullish(),
  enterprise: z.looseObject({ id: z.string() }).nullish(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.union([z.boolean(), z.string()]).optional(),
  actions: z.array(z.unknown()).optional(),
});

export interface Address {
  readonly appId: string;
  readonly teamId: string;
  readonly enterpriseId?: string;
}

/**
 * Why a payload is refused, if it is: Bolt runs one of a foreign workspace or another app as long as the signature
 * holds, and looks at the first of several actions only.
 */
export function refusePayload(body: unknown, home: Address): string | undefined {
  const parsed = Addressed.safeParse(body);
  if (!parsed.success) return 'not a payload of Slack';
  const payload = parsed.data;
  if (payload.api_app_id === undefined && !withoutAppId.includes(payload.type ?? '')) return 'no app id';
  if (payload.api_app_id !== undefined && payload.api_app_id !== home.appId) return 'another app';
  if (!fromHome(payload, home)) return 'another workspace';
  if (payload.type === 'block_actions' && payload.actions?.length !== 1) return 'not exactly one action';
  return undefined;
}

/** Shortcuts name no app; the signature, which is the app's own, has to do. Source: docs.slack.dev, shortcut payloads. */
const withoutAppId: readonly string[] = ['shortcut', 'message_action'];

function fromHome(payload: z.infer<typeof Addressed>, home: Address): boolean {
  const team = payload.team?.id ?? payload.team_id;
  if (team !== undefined) return team === home.teamId;
  const enterprise = payload.enterprise?.id ?? payload.enterprise_id ?? undefined;
  return enterprise !== undefined && enterprise === home.enterpriseId;
}
