import type { LifecycleAction } from './action.ts';
import { createServiceUser } from './create-service-user.ts';

/** Every lifecycle action. Adding one is one file and one line here. */
export const actions = [createServiceUser] as const;

/** The action of a stored request, its input type forgotten: `Input` parses what was stored. */
export function actionById(id: string): LifecycleAction<never> | undefined {
  return actions.find((action) => action.id === id) as LifecycleAction<never> | undefined;
}
