import { GetPolicyCommand, GetPolicyVersionCommand, type IAMClient } from '@aws-sdk/client-iam';
import type { PolicyFacts } from '../../domain/facts.ts';
import type { PolicyArn } from '../../domain/ids.ts';
import { orAbsent } from '../absent.ts';
import { documentHash } from '../policy-document.ts';

/** A managed policy, AWS's own included: the version in force and the SHA-256 of its canonical document. Undefined when there is none. */
export async function readManagedPolicy(iam: IAMClient, arn: PolicyArn): Promise<PolicyFacts | undefined> {
  const found = await orAbsent(iam.send(new GetPolicyCommand({ PolicyArn: arn })));
  const versionId = found?.Policy?.DefaultVersionId;
  if (versionId === undefined) return undefined;
  const version = await orAbsent(
    iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: versionId })),
  );
  if (version === undefined) return undefined;
  return {
    arn,
    defaultVersionId: versionId,
    documentHash: documentHash(version.PolicyVersion?.Document),
  };
}
