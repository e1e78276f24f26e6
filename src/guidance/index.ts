import type { GuidancePath } from './path.ts';
import { awsService } from './paths/aws-service.ts';
import { azure } from './paths/azure.ts';
import { bitbucket } from './paths/bitbucket.ts';
import { buildkite } from './paths/buildkite.ts';
import { circleci } from './paths/circleci.ts';
import { ec2 } from './paths/ec2.ts';
import { ecs } from './paths/ecs.ts';
import { eksIrsa } from './paths/eks-irsa.ts';
import { eksPodIdentity } from './paths/eks-pod-identity.ts';
import { githubActions } from './paths/github-actions.ts';
import { gitlabCi } from './paths/gitlab-ci.ts';
import { googleCloud } from './paths/google-cloud.ts';
import { hcpTerraform } from './paths/hcp-terraform.ts';
import { kubernetes } from './paths/kubernetes.ts';
import { lambda } from './paths/lambda.ts';
import { otherOidc } from './paths/other-oidc.ts';
import { ownServers } from './paths/own-servers.ts';
import { person } from './paths/person.ts';
import { somethingElse } from './paths/something-else.ts';
import { thirdPartyKeys } from './paths/third-party-keys.ts';
import { thirdPartyRole } from './paths/third-party-role.ts';

/** The paths in the order in which they are offered, family by family. */
export const guidancePaths: readonly GuidancePath[] = [
  ec2,
  ecs,
  eksPodIdentity,
  eksIrsa,
  lambda,
  awsService,
  githubActions,
  gitlabCi,
  circleci,
  bitbucket,
  buildkite,
  hcpTerraform,
  otherOidc,
  googleCloud,
  azure,
  kubernetes,
  ownServers,
  thirdPartyRole,
  thirdPartyKeys,
  person,
  somethingElse,
];
