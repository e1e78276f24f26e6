import type { IAMClient } from '@aws-sdk/client-iam';
import type { Account, House } from '../../domain/house.ts';
import type { Judgements } from '../../findings/access.ts';
import type { Where } from '../errors.ts';
import type { Timing } from '../timing.ts';

/** An account to be read, with what reading needs. */
export interface AccountToRead {
  readonly iam: IAMClient;
  readonly account: Account;
  readonly house: House;
  readonly where: Where;
  readonly timing: Timing;
  readonly judgements: Judgements;
  readonly isCentrallyManaged: boolean | undefined;
  readonly now: () => Date;
}

/** How many questions about single users run side by side: an account is throttled as a whole. */
export const WIDTH = 4;
