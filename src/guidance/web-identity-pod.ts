import { type Federated, federatedAnswer } from './federated.ts';
import type { AnswerContext, Reached } from './path.ts';
import { providerName } from './trust-policy.ts';

interface Pod {
  readonly account: string;
  readonly issuer: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleName: string | undefined;
  readonly label: string;
  readonly use: Federated['use'];
}

/** One service account of one cluster, whoever runs the cluster. */
export function podAnswer(pod: Pod, context: AnswerContext): Reached {
  const { namespace, serviceAccount } = pod;
  const provider = { label: pod.label, url: pod.issuer, audience: 'sts.amazonaws.com' };
  return federatedAnswer(
    {
      ...pod,
      nameParts: [pod.label, namespace, serviceAccount],
      provider,
      claims: { sub: `system:serviceaccount:${namespace}:${serviceAccount}` },
      who: `Pods of the service account ${serviceAccount} in ${namespace}, cluster ${providerName(provider)},`,
      holder: 'the pod',
    },
    context,
  );
}
