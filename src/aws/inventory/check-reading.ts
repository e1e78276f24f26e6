import {
  GenerateCredentialReportCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { familyOf } from '../error-family.ts';

/**
 * Asks the questions that a scan asks of an account and nothing else does, for `doctor`: the details of users are asked for by
 * others as well. Throws what the SDK throws when one is refused; that there is nothing yet is an answer.
 */
export async function checkReading(iam: IAMClient): Promise<void> {
  for (const ask of [
    () => iam.send(new GetAccountSummaryCommand({})),
    () => iam.send(new GetAccountPasswordPolicyCommand({})),
    () => iam.send(new GenerateCredentialReportCommand({})),
    () => iam.send(new GetCredentialReportCommand({})),
  ]) {
    await ask().catch((error: unknown) => {
      // No password policy, or a report that isn't ready.
      const family = familyOf(error);
      if (family !== 'not-found' && family !== 'invalid') throw error;
    });
  }
}
