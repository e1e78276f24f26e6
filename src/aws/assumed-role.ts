import { AssumeRoleCommand, type AssumeRoleCommandInput, type STSClient } from '@aws-sdk/client-sts';
import type { CredentialSource, Credentials } from './connector.ts';

/** One AssumeRole call. Throws the SDK's error. */
export async function assumeRole(sts: STSClient, input: AssumeRoleCommandInput): Promise<Credentials> {
  const { Credentials: given } = await sts.send(new AssumeRoleCommand(input));
  if (
    given?.AccessKeyId === undefined ||
    given.SecretAccessKey === undefined ||
    given.SessionToken === undefined
  )
    throw new Error('AssumeRole answered without credentials');
  return {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    sessionToken: given.SessionToken,
    ...(given.Expiration === undefined ? {} : { expiration: given.Expiration }),
  };
}

/** Keeps credentials until five minutes before their end, or until others are asked for. Several askers share one renewal. */
export function kept(renew: () => Promise<Credentials>): CredentialSource {
  let current: Promise<Credentials> | undefined;
  return async (options) => {
    const held = await current?.catch(() => undefined);
    if (held !== undefined && options?.forceRefresh !== true && !endsSoon(held)) return held;
    current = renew();
    return current;
  };
}

const FIVE_MINUTES_MS = 300_000;
const endsSoon = ({ expiration }: Credentials) =>
  expiration !== undefined && expiration.getTime() - Date.now() < FIVE_MINUTES_MS;
