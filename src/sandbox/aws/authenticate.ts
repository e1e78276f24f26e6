import { AwsError } from './aws-error.ts';
import type { Principal } from './principal.ts';
import { readAuthorization, verifySignature } from './sigv4.ts';
import type { WireRequest } from './wire/request.ts';
import type { AccessKey, Account, User, World } from './world/state.ts';

export interface Authenticated {
  readonly principal: Principal;
  readonly region: string;
}

const INVALID_TOKEN = 'The security token included in the request is invalid.';

/**
 * Finds who signed the request and verifies that they did. `now` is the world's time (it ends sessions), `wallClock` the
 * machine's (it ages signatures). Throws what AWS answers: InvalidClientTokenId, SignatureDoesNotMatch, ExpiredToken …
 */
export function authenticate(
  world: World,
  request: WireRequest,
  now: Date,
  wallClock: number,
): Authenticated {
  const by = readAuthorization(request);
  const session = world.sessions.get(by.accessKeyId);
  if (session !== undefined) {
    const account = world.accounts.get(session.accountId);
    const role = account?.roles.get(session.roleName.toLowerCase());
    if (
      account === undefined ||
      role === undefined ||
      request.headers['x-amz-security-token'] !== session.token
    ) {
      throw new AwsError('InvalidClientTokenId', INVALID_TOKEN);
    }
    verifySignature(request, by, session.secret, wallClock);
    if (session.expiresAt !== undefined && session.expiresAt <= now) {
      throw new AwsError('ExpiredToken', 'The security token included in the request is expired');
    }
    return { principal: { kind: 'session', account, role, session }, region: by.region };
  }
  const found = findKey(world, by.accessKeyId);
  if (found === undefined || !found.key.active) throw new AwsError('InvalidClientTokenId', INVALID_TOKEN);
  verifySignature(request, by, found.key.secret, wallClock);
  noteUse(found.key, by.service, by.region, now);
  const { account, user } = found;
  return { principal: { kind: 'user', account, user, accessKeyId: by.accessKeyId }, region: by.region };
}

/** Whose access key this is, over all accounts. */
export function findKey(
  world: World,
  accessKeyId: string,
): { readonly account: Account; readonly user: User; readonly key: AccessKey } | undefined {
  for (const account of world.accounts.values()) {
    for (const user of account.users.values()) {
      const key = user.keys.find((candidate) => candidate.id === accessKeyId);
      if (key !== undefined) return { account, user, key };
    }
  }
  return undefined;
}

const LAST_USED_STEP_MS = 15 * 60_000;

// AWS records only the first use in a span of 15 minutes.
function noteUse(key: AccessKey, service: string, region: string, now: Date): void {
  if (key.lastUsed !== undefined && now.getTime() - key.lastUsed.at.getTime() < LAST_USED_STEP_MS) return;
  key.lastUsed = { at: now, service, region };
}
