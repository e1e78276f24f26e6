import { access, keys } from './access-and-keys.ts';
import { creation, ownership } from './life-of-a-user.ts';
import type { Scenario } from './scenario.ts';
import { stopping } from './stopping.ts';

/** Every action from the wish to its end. Faults, deaths and deliveries are played over all of them, so a new action is in all of these with its scenario. */
export const cast: readonly Scenario[] = [...creation, ...ownership, ...access, ...keys, ...stopping];
