import { z } from 'zod';
import { account, issuer, namespace, roleName, serviceAccount } from '../answer-text.ts';
import { guidancePath } from '../path.ts';
import { accountQuestion, roleNameQuestion, text } from '../question.ts';
import { podAnswer } from '../web-identity-pod.ts';

/**
 * Kubernetes, “Managing Service Accounts” and “Configure Service Accounts for Pods” (projected token, audience, and
 * system:serviceaccount:NAMESPACE:NAME); IAM User Guide, “Create an OpenID Connect (OIDC) identity provider in IAM”.
 */
export const kubernetes = guidancePath({
  id: 'kubernetes',
  family: 'In another cloud or on our servers',
  name: 'Another Kubernetes cluster: AKS, GKE, on our servers',
  title: 'Use web identity federation, not a user',
  advice:
    'A cluster whose issuer is on the public internet signs a token for each service account, and AWS exchanges it for credentials. No secret lies in the cluster.',
  questions: [
    accountQuestion,
    {
      name: 'issuer',
      label: 'The cluster’s issuer',
      placeholder: 'https://oidc.example.com/cluster-1',
      hint: 'kubectl get --raw /.well-known/openid-configuration shows it. AWS has to be able to reach it.',
      input: text(),
    },
    { name: 'namespace', label: 'Namespace', placeholder: 'billing', input: text(63) },
    { name: 'serviceAccount', label: 'Service account', placeholder: 'invoices', input: text() },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'Configure Service Accounts for Pods (Kubernetes)',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
    },
    {
      title: 'Create an OpenID Connect (OIDC) identity provider in IAM (AWS)',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html',
    },
  ],
  Answers: z.object({ account, issuer, namespace, serviceAccount, roleName }),
  reach: (answers, context) =>
    podAnswer(
      {
        ...answers,
        label: 'k8s',
        use: (role) => ({
          title: 'In the pod',
          code: [
            'spec:',
            `  serviceAccountName: ${answers.serviceAccount}`,
            '  containers:',
            '    - name: app',
            '      env:',
            `        - { name: AWS_ROLE_ARN, value: "${role}" }`,
            '        - { name: AWS_WEB_IDENTITY_TOKEN_FILE, value: /var/run/secrets/aws/token }',
            '      volumeMounts:',
            '        - { name: aws-token, mountPath: /var/run/secrets/aws, readOnly: true }',
            '  volumes:',
            '    - name: aws-token',
            '      projected:',
            '        sources:',
            '          - serviceAccountToken: { path: token, audience: sts.amazonaws.com, expirationSeconds: 3600 }',
          ].join('\n'),
        }),
      },
      context,
    ),
});
