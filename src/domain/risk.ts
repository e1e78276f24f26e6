import { z } from 'zod';

export const RiskLevel = z.enum(['routine', 'standard', 'sensitive', 'refused']);
export type RiskLevel = z.infer<typeof RiskLevel>;

export const Risk = z.object({
  level: RiskLevel,
  reasons: z.array(z.string()).readonly(),
  /** Whatever the rules of a house say, two people of different groups have to agree. */
  secondApproval: z.literal(true).optional(),
});
export type Risk = z.infer<typeof Risk>;

/** The worst of several judgements, with the reasons of all that reach that level or explain it. */
export function worst(risks: readonly Risk[]): Risk {
  const order = RiskLevel.options;
  const level = risks.reduce<RiskLevel>(
    (max, risk) => (order.indexOf(risk.level) > order.indexOf(max) ? risk.level : max),
    'routine',
  );
  return {
    level,
    reasons: [
      ...new Set(
        risks
          .filter((risk) => level === 'routine' || risk.level !== 'routine')
          .flatMap((risk) => risk.reasons),
      ),
    ],
    ...(risks.some((risk) => risk.secondApproval) ? { secondApproval: true as const } : {}),
  };
}

/** One level up, never past `sensitive`: a refusal is a judgement of its own. */
export function raise(risk: Risk, reason: string): Risk {
  const raised: Record<RiskLevel, RiskLevel> = {
    routine: 'standard',
    standard: 'sensitive',
    sensitive: 'sensitive',
    refused: 'refused',
  };
  return { ...risk, level: raised[risk.level], reasons: [...risk.reasons, reason] };
}
