import { GetPolicyCommand, GetPolicyVersionCommand, type IAMClient } from '@aws-sdk/client-iam';
import type { PolicyFacts } from '../../domain/facts.ts';
import type { PolicyArn } from '../../domain/ids.ts';
import { sha256 } from '../../domain/json.ts';
import { orAbsent } from '../absent.ts';
import { readDocument } from '../policy-document.ts';

/** A managed policy, AWS's own included: the version in force and the SHA-256 of its canonical document. Undefined when there is none. */
export async function readManagedPolicy(iam: IAMClient, arn: PolicyArn): Promise<PolicyFacts | undefined> {
  const found = await orAbsent(iam.send(new GetPolicyCommand({ PolicyArn: arn })));
  const versionId = found?.Policy?.DefaultVersionId;
  if (versionId === undefined) return undefined;
  const version = await orAbsent(
    iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: versionId })),
  );
  if (version === undefined) return undefined;
  const document = readDocument(version.PolicyVersion?.Document);
  return { arn, defaultVersionId: versionId, documentHash: sha256(document), document };
}
