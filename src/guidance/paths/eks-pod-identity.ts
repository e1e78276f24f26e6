import { z } from 'zod';
import { namespace, roleName, serviceAccount, typed } from '../answer-text.ts';
import { hclName, hclString } from '../hcl.ts';
import { ownAccountAnswer } from '../own-account.ts';
import { guidancePath } from '../path.ts';
import { roleNameQuestion, text } from '../question.ts';
import { roleArn, roleNameFrom, shellWord } from '../role-steps.ts';
import { trustPolicy } from '../trust-policy.ts';

/**
 * Amazon EKS User Guide, “Create IAM role with trust policy required by EKS Pod Identity” (principal, actions, conditions)
 * and “Grant Pods access to AWS resources based on tags” (the session tags, eks-cluster-arn among them).
 */
export const eksPodIdentity = guidancePath({
  id: 'eks-pod-identity',
  family: 'In our AWS accounts',
  name: 'EKS pod, with Pod Identity',
  title: 'Use EKS Pod Identity, not a user',
  advice:
    'The cluster’s Pod Identity agent gives a pod the credentials of the role that its service account is associated with. Where the agent isn’t installed, use IAM roles for service accounts.',
  questions: [
    {
      name: 'cluster',
      label: 'ARN of the cluster',
      placeholder: 'arn:aws:eks:eu-west-1:123456789012:cluster/prod',
      input: text(),
    },
    { name: 'namespace', label: 'Namespace', placeholder: 'billing', input: text(63) },
    { name: 'serviceAccount', label: 'Service account', placeholder: 'invoices', input: text() },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'Create IAM role with trust policy required by EKS Pod Identity (AWS)',
      url: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html',
    },
    {
      title: 'Grant Pods access to AWS resources based on tags (AWS)',
      url: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html',
    },
  ],
  Answers: z.object({
    cluster: typed(
      /^arn:aws[a-z-]*:eks:[a-z0-9-]+:\d{12}:cluster\/[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/,
      'A cluster’s ARN looks like arn:aws:eks:eu-west-1:123456789012:cluster/prod.',
    ),
    namespace,
    serviceAccount,
    roleName,
  }),
  reach(answers, context) {
    const [, partition = '', , region = '', account = '', clusterPath = ''] = answers.cluster.split(':');
    const cluster = clusterPath.replace('cluster/', '');
    const name = answers.roleName ?? roleNameFrom('eks', answers.namespace, answers.serviceAccount);
    return ownAccountAnswer(
      {
        account,
        name,
        trust: trustPolicy({ Service: 'pods.eks.amazonaws.com' }, ['sts:AssumeRole', 'sts:TagSession'], {
          StringEquals: {
            'aws:RequestTag/eks-cluster-arn': answers.cluster,
            'aws:RequestTag/kubernetes-namespace': answers.namespace,
            'aws:RequestTag/kubernetes-service-account': answers.serviceAccount,
          },
        }),
        who: `Pods of the service account ${answers.serviceAccount} in ${answers.namespace}, cluster ${cluster}, can use it, and nobody else.`,
        holder: 'the pod',
        also: {
          terraform: [
            `resource "aws_eks_pod_identity_association" "${hclName(name)}" {`,
            `  cluster_name    = ${hclString(cluster)}`,
            `  namespace       = ${hclString(answers.namespace)}`,
            `  service_account = ${hclString(answers.serviceAccount)}`,
            `  role_arn        = aws_iam_role.${hclName(name)}.arn`,
            '}',
          ].join('\n'),
        },
        use: [
          {
            title: 'Associate it with the service account (Terraform does it above), then restart the pods',
            code: [
              `aws eks create-pod-identity-association --region ${region} --cluster-name ${shellWord(cluster)} \\`,
              `  --namespace ${answers.namespace} --service-account ${answers.serviceAccount} \\`,
              `  --role-arn ${shellWord(roleArn(partition, account, name))}`,
            ].join('\n'),
          },
        ],
      },
      context,
    );
  },
});
