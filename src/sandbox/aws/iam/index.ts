import type { Operations } from '../operation.ts';
import { accessKeyOperations } from './access-keys.ts';
import { entityPolicyOperations } from './entity-policies.ts';
import { groupOperations } from './groups.ts';
import { userTagOperations } from './user-tags.ts';
import { userOperations } from './users.ts';

/** Every IAM operation that the simulator knows; all others are InvalidAction. */
export const iamOperations: Operations = {
  ...userOperations,
  ...userTagOperations,
  ...entityPolicyOperations,
  ...groupOperations,
  ...accessKeyOperations,
};
