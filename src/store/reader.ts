import type { Reader } from '../workflows/ports.ts';
import { makeAccountReader } from './accounts.ts';
import { readAudit } from './audit-read.ts';
import { makeBulletinReader } from './bulletins.ts';
import { databaseTime } from './clock.ts';
import type { Connection } from './connection.ts';
import { unfinishedDeliveries } from './deliveries.ts';
import { readDraft } from './drafts.ts';
import { makeFindingReader } from './findings.ts';
import { usersAvoided } from './guidance.ts';
import { makeOwnerReader } from './owners.ts';
import { readPosts } from './posts.ts';
import { makeRequestReader } from './requests.ts';
import { readSteps } from './steps.ts';

/** Everything that can be read, each aggregate from its own file. */
export function makeReader(connection: Connection): Reader {
  return {
    ...makeRequestReader(connection),
    ...makeAccountReader(connection),
    ...makeFindingReader(connection),
    ...makeBulletinReader(connection),
    ...makeOwnerReader(connection),
    now: () => databaseTime(connection),
    steps: (requestId) => readSteps(connection, requestId),
    audit: (of, limit) => readAudit(connection, of, limit),
    usersAvoided: (since) => usersAvoided(connection, since),
    posts: (requestId) => readPosts(connection, requestId),
    draft: (id) => readDraft(connection, id),
    unfinishedDeliveries: (acceptedBefore, limit) => unfinishedDeliveries(connection, acceptedBefore, limit),
  };
}
