import { ApiError } from './web-api/api-error.ts';

/** Slack's lifetime of a `trigger_id`, in milliseconds of real time. */
const triggerLifetimeMs = 3_000;

export interface Trigger {
  readonly userId: string;
  /** The modal in which the interaction was made. */
  readonly viewId?: string;
}

/** Trigger ids: single use, 3 seconds. */
export interface Triggers {
  issue(trigger: Trigger): string;
  /** Throws `expired_trigger_id`, `exchanged_trigger_id` or `invalid_trigger_id`. */
  redeem(id: string): Trigger;
}

export function makeTriggers(deps: {
  readonly teamId: string;
  nextId(prefix: string): string;
  realNow(): number;
}): Triggers {
  const issued = new Map<string, Trigger & { readonly at: number }>();
  const used = new Set<string>();
  return {
    issue(trigger) {
      const id = `${deps.nextId('')}.${deps.teamId}.${deps.nextId('t')}`;
      issued.set(id, { ...trigger, at: deps.realNow() });
      return id;
    },
    redeem(id) {
      const trigger = issued.get(id);
      if (trigger === undefined) throw new ApiError('invalid_trigger_id');
      if (used.has(id)) throw new ApiError('exchanged_trigger_id');
      if (deps.realNow() - trigger.at > triggerLifetimeMs) throw new ApiError('expired_trigger_id');
      used.add(id);
      return trigger;
    },
  };
}
