import type { ServiceName } from './api-call.ts';
import { authorize } from './authorize.ts';
import { AwsError } from './aws-error.ts';
import type { Context } from './context.ts';
import { iamOperations } from './iam/index.ts';
import type { Operation, Operations } from './operation.ts';
import { organizationOperations } from './organizations.ts';
import { secretLifecycleOperations } from './secrets-manager/lifecycle.ts';
import { secretVersionOperations } from './secrets-manager/versions.ts';
import { furtherStsActions, stsOperations } from './sts.ts';
import type { AwsRequest } from './wire/request.ts';
import type { Answer } from './wire/xml.ts';

const OPERATIONS: Readonly<Record<ServiceName, Operations>> = {
  iam: iamOperations,
  sts: stsOperations,
  organizations: organizationOperations,
  secretsmanager: { ...secretLifecycleOperations, ...secretVersionOperations },
};

/** The operation that a request asks for. Throws InvalidAction for one that the simulator doesn't know. */
export function operationOf({ service, operation }: AwsRequest): Operation {
  const found = OPERATIONS[service];
  if (Object.hasOwn(found, operation) && found[operation] !== undefined) return found[operation];
  throw new AwsError('InvalidAction', `Could not find operation ${operation}.`);
}

/** Authorizes the call and does it. Throws AwsError. */
export function perform(operation: Operation, request: AwsRequest, context: Context): Answer | undefined {
  const { service, parameters } = request;
  const action = `${service}:${request.operation}`;
  const target = operation.target(context, parameters);
  if (target !== undefined) {
    authorize(context, action, target);
    if (service === 'sts')
      for (const further of furtherStsActions(parameters)) authorize(context, further, target);
  }
  if (service === 'organizations' && context.account.id !== context.world.managementAccountId) {
    throw new AwsError('AccessDenied', "You don't have permissions to access this resource.");
  }
  return operation.run(context, parameters);
}
