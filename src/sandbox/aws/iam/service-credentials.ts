import { AwsError, noSuchEntity } from '../aws-error.ts';
import type { Context } from '../context.ts';
import type { Operations, Target } from '../operation.ts';
import { pageAs, pageOf } from '../paging.ts';
import { flag, optionalText, text, wholeNumber } from '../parameters.ts';
import type { Parameters } from '../wire/query-form.ts';
import { newId, newSecretKey } from '../world/identifiers.ts';
import type { ServiceCredential, User } from '../world/state.ts';
import { readStatus, showStatus } from './access-keys.ts';
import { namedUser, namedUserOrCaller, userTarget } from './entities.ts';
import { limitExceeded, QUOTAS } from './rules.ts';

const DAY_MS = 86_400_000;
// Services that take one; the first three know an end date.
const SERVICES = [
  'bedrock.amazonaws.com',
  'logs.amazonaws.com',
  'aws-external-anthropic.amazonaws.com',
  'codecommit.amazonaws.com',
  'cassandra.amazonaws.com',
];

const serviceTarget = (context: Context, parameters: Parameters): Target =>
  userTarget(context, parameters, {
    'iam:ServiceSpecificCredentialServiceName': optionalText(parameters, 'ServiceName'),
  });

export const serviceCredentialOperations: Operations = {
  CreateServiceSpecificCredential: { writes: true, target: serviceTarget, run: createCredential },
  ListServiceSpecificCredentials: { writes: false, target: userTarget, run: listCredentials },
  UpdateServiceSpecificCredential: {
    writes: true,
    target: userTarget,
    run(context, parameters) {
      const active = readStatus(text(parameters, 'Status'));
      credentialOf(namedUserOrCaller(context, parameters), parameters).active = active;
      return undefined;
    },
  },
  ResetServiceSpecificCredential: {
    writes: true,
    target: userTarget,
    run(context, parameters) {
      const user = namedUserOrCaller(context, parameters);
      const credential = credentialOf(user, parameters);
      return { ServiceSpecificCredential: showWithSecret(context, user, credential) };
    },
  },
  DeleteServiceSpecificCredential: {
    writes: true,
    target: userTarget,
    run(context, parameters) {
      const user = namedUserOrCaller(context, parameters);
      const { id } = credentialOf(user, parameters);
      user.serviceCredentials = user.serviceCredentials.filter((credential) => credential.id !== id);
      return undefined;
    },
  },
};

function createCredential(context: Context, parameters: Parameters) {
  const user = namedUser(context, parameters);
  const service = text(parameters, 'ServiceName');
  if (!SERVICES.includes(service)) {
    throw new AwsError(
      'NotSupportedService',
      `No service with name ${service} supports service-specific credentials.`,
    );
  }
  const ofService = user.serviceCredentials.filter((credential) => credential.service === service);
  if (ofService.length >= QUOTAS.ServiceCredentialsPerService) {
    throw limitExceeded('ServiceSpecificCredentialsPerUser', QUOTAS.ServiceCredentialsPerService);
  }
  const days = wholeNumber(parameters, 'CredentialAgeDays', 1, 36_600);
  const suffix = ofService.length === 0 ? '' : `+${ofService.length}`;
  const credential: ServiceCredential = {
    id: newId('ACCA'),
    service,
    userName: `${user.name}${suffix}-at-${context.account.id}`,
    createdAt: context.now,
    active: true,
    ...(days === undefined ? {} : { expiresAt: new Date(context.now.getTime() + days * DAY_MS) }),
  };
  user.serviceCredentials.push(credential);
  return { ServiceSpecificCredential: showWithSecret(context, user, credential) };
}

/** Of one user, or with `AllUsers` of the whole account. */
function listCredentials(context: Context, parameters: Parameters) {
  const all = flag(parameters, 'AllUsers') === true;
  const service = optionalText(parameters, 'ServiceName');
  const users = all ? [...context.account.users.values()] : [namedUserOrCaller(context, parameters)];
  const credentials = users.flatMap((user) =>
    user.serviceCredentials
      .filter((credential) => service === undefined || credential.service === service)
      .map((credential) => ({ user, credential })),
  );
  const page = pageOf(
    context,
    parameters,
    credentials,
    ({ user, credential }) => `${user.name} ${credential.id}`,
  );
  return pageAs('ServiceSpecificCredentials', page, ({ user, credential }) =>
    show(context, user, credential),
  );
}

function credentialOf(user: User, parameters: Parameters): ServiceCredential {
  const id = text(parameters, 'ServiceSpecificCredentialId');
  const credential = user.serviceCredentials.find((candidate) => candidate.id === id);
  if (credential === undefined) throw noSuchEntity(`No such credential ${id} exists`);
  return credential;
}

function show(context: Context, user: User, credential: ServiceCredential) {
  const { expiresAt } = credential;
  const expired = expiresAt !== undefined && expiresAt <= context.now;
  const alias = credential.service === 'bedrock.amazonaws.com' || credential.service === 'logs.amazonaws.com';
  return {
    UserName: user.name,
    Status: expired ? 'Expired' : showStatus(credential.active),
    ServiceUserName: alias ? undefined : credential.userName,
    ServiceCredentialAlias: alias ? credential.userName : undefined,
    CreateDate: credential.createdAt,
    ExpirationDate: credential.expiresAt,
    ServiceSpecificCredentialId: credential.id,
    ServiceName: credential.service,
  };
}

// The secret is told once and kept nowhere: nothing in the simulator signs in with it.
function showWithSecret(context: Context, user: User, credential: ServiceCredential) {
  const shown = show(context, user, credential);
  const secret = newSecretKey();
  return shown.ServiceUserName === undefined
    ? { ...shown, ServiceCredentialSecret: secret }
    : { ...shown, ServicePassword: secret };
}
