import { Exemption } from '../domain/finding.ts';
import type { AccountId } from '../domain/ids.ts';
import type { Reader } from './ports.ts';

/** The accepted findings of an account: what the finished requests say, so that an exemption has an approver and can be undone. */
export async function exemptionsIn(reader: Reader, accountId: AccountId): Promise<readonly Exemption[]> {
  const requests = await reader.requestsOfAction('exempt-finding', accountId);
  return requests.flatMap((request) => {
    const { rule, credentialId, reason, until } = request.input;
    const [approval] = request.approvals;
    const exemption = Exemption.safeParse({
      rule,
      accountId,
      userId: request.target.userId,
      credentialId,
      reason,
      by: approval?.by ?? request.requestedBy,
      until: `${String(until)}T23:59:59.999Z`,
    });
    return exemption.success ? [exemption.data] : [];
  });
}
