import { awsWorkload } from './aws-workload.ts';
import { ciOidc } from './ci-oidc.ts';
import { otherCloud } from './other-cloud.ts';
import { ownServers } from './own-servers.ts';
import type { GuidancePath } from './path.ts';
import { person } from './person.ts';
import { somethingElse } from './something-else.ts';
import { thirdPartyKeys, thirdPartyRole } from './third-party.ts';

/** The paths in the order in which they are asked. */
export const guidancePaths: readonly GuidancePath[] = [
  awsWorkload,
  ciOidc,
  otherCloud,
  ownServers,
  thirdPartyRole,
  thirdPartyKeys,
  person,
  somethingElse,
];
