import { z } from 'zod';
import { account, namespace, roleName, serviceAccount, typed } from '../answer-text.ts';
import { guidancePath } from '../path.ts';
import { accountQuestion, roleNameQuestion, text } from '../question.ts';
import { podAnswer } from '../web-identity-pod.ts';

/**
 * Amazon EKS User Guide, “Assign IAM roles to Kubernetes service accounts”: issuer of the cluster, audience sts.amazonaws.com,
 * subject system:serviceaccount:NAMESPACE:NAME.
 */
export const eksIrsa = guidancePath({
  id: 'eks-irsa',
  family: 'In our AWS accounts',
  name: 'EKS pod, with an IAM role for its service account (IRSA)',
  title: 'Use a role for the service account, not a user',
  advice:
    'The cluster signs a token for the pod’s service account, and AWS exchanges it for credentials. For new clusters Pod Identity is simpler; this also works from a cluster in another account.',
  questions: [
    accountQuestion,
    {
      name: 'issuer',
      label: 'The cluster’s OpenID Connect provider URL',
      placeholder: 'https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE',
      hint: 'aws eks describe-cluster --name … --query cluster.identity.oidc.issuer',
      input: text(),
    },
    { name: 'namespace', label: 'Namespace', placeholder: 'billing', input: text(63) },
    { name: 'serviceAccount', label: 'Service account', placeholder: 'invoices', input: text() },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'Assign IAM roles to Kubernetes service accounts (AWS)',
      url: 'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
    },
  ],
  Answers: z.object({
    account,
    issuer: typed(
      /^https:\/\/oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/id\/[A-Z0-9]+$/,
      'It looks like https://oidc.eks.eu-west-1.amazonaws.com/id/ and capital letters and digits.',
    ),
    namespace,
    serviceAccount,
    roleName,
  }),
  reach: (answers, context) =>
    podAnswer(
      {
        ...answers,
        label: 'eks',
        use: (role) => ({
          title: 'On the service account, then restart the pods',
          code: `kubectl annotate serviceaccount --namespace ${answers.namespace} ${answers.serviceAccount} \\\n  eks.amazonaws.com/role-arn=${role}`,
        }),
      },
      context,
    ),
});
