import { bundlePolicyName, isOffered } from '../domain/catalog.ts';
import type { Facts } from '../domain/facts.ts';
import type { GroupName } from '../domain/ids.ts';
import { canonicalJson } from '../domain/json.ts';
import { isProtected } from '../domain/protected.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { type Risk, raise, worst } from '../domain/risk.ts';
import { guidancePaths } from '../guidance/index.ts';
import { isPrivate, parseNetwork } from '../policy/source-network.ts';
import type { PlanningContext } from './action.ts';
import type { CreateServiceUserInput } from './create-service-user-input.ts';
import { boundaryOf, chosenBundles } from './create-service-user-plan.ts';
import { refuseEnd } from './end-date.ts';

/** A long-lived key is never routine; a bundle, a missing network or an insisted path can only raise it. */
export function serviceUserRisk(
  input: CreateServiceUserInput,
  _facts: Facts,
  { house }: PlanningContext,
): Risk {
  const base: Risk = { level: 'standard', reasons: ['a long-lived access key'] };
  const bundles = chosenBundles(input, house)
    .filter((bundle) => bundle.risk === 'high')
    .map((bundle): Risk => ({ level: 'sensitive', reasons: [`the bundle ${bundle.title} is of high risk`] }));
  const risk = worst([base, ...bundles]);
  const withoutNetwork = input.networks.length === 0 ? raise(risk, 'it works from any network') : risk;
  const path = guidancePaths.find((candidate) => candidate.id === input.path);
  return path?.userNeeded === 'if-they-insist'
    ? raise(withoutNetwork, 'a role was advised and declined')
    : withoutNetwork;
}

export function refuseServiceUser(
  input: CreateServiceUserInput,
  facts: Facts,
  context: PlanningContext,
): Refusal | undefined {
  return refuseInput(input, context) ?? refuseNetworks(input, context) ?? refuseFacts(input, facts, context);
}

function refuseInput(
  input: CreateServiceUserInput,
  { house, account, now }: PlanningContext,
): Refusal | undefined {
  const name = input.userName;
  if (isProtected(name, house))
    return refusal('protected', `${name} is a protected name. Choose another.`, 'userName');
  if (!new RegExp(house.users.namePattern).test(name)) {
    return refusal(
      'invalid-input',
      `Names of service users here follow ${house.users.namePattern}, for example svc-${name.toLowerCase().replace(/[^a-z0-9-]+/g, '-')}.`,
      'userName',
    );
  }
  const path = guidancePaths.find((candidate) => candidate.id === input.path);
  if (!path || path.userNeeded === 'no')
    return refusal('invalid-input', 'This path ends without a user. Start again with /iam request.');
  if (path.asks && input.insist === undefined) {
    return refusal('invalid-input', 'It isn’t said why a role won’t do. Start again with /iam request.');
  }
  const offered = chosenBundles(input, house).filter((bundle) => isOffered(bundle, account));
  const missing = input.bundles.filter((id) => !offered.some((bundle) => bundle.id === id));
  if (missing.length > 0)
    return refusal(
      'bundle-not-offered',
      `Not offered in ${account.name}: ${missing.join(', ')}. Choose from the list.`,
      'bundles',
    );
  if (!house.teams.some((team) => team.id === input.team))
    return refusal('invalid-input', 'Choose a team from the list.', 'team');
  if (house.environments.length > 0 && !house.environments.includes(input.environment)) {
    return refusal(
      'invalid-input',
      `The environment is one of ${house.environments.join(', ')}.`,
      'environment',
    );
  }
  if (input.delivery === 'age' && !house.handOver.allowAge)
    return refusal(
      'invalid-input',
      'Sealed hand-over is switched off here. Choose Secrets Manager.',
      'delivery',
    );
  if (input.delivery === 'age' && input.ageRecipient === undefined)
    return refusal('invalid-input', 'The sealed hand-over needs your age public key.', 'ageRecipient');
  return refuseEnd(input.ends, house.users.maxDays, now);
}

function refuseNetworks(input: CreateServiceUserInput, { house }: PlanningContext): Refusal | undefined {
  if (input.networks.length === 0) {
    if (!house.network.requireSource || input.noNetworkReason !== undefined) return undefined;
    return refusal(
      'invalid-input',
      'Name the networks the key is used from, or say below why they can’t be known.',
      'networks',
    );
  }
  for (const text of input.networks) {
    const network = parseNetwork(text);
    if ('problem' in network) return refusal('invalid-input', network.problem, 'networks');
    if (isPrivate(network))
      return refusal(
        'invalid-input',
        `${network.text} is private: AWS never sees it. Give the public address behind which it goes out.`,
        'networks',
      );
    const least = network.family === 4 ? house.network.minPrefixLength : 32;
    if (network.prefixLength < least)
      return refusal(
        'invalid-input',
        `${network.text} is too wide; at least /${least} is asked for here.`,
        'networks',
      );
  }
  return undefined;
}

function refuseFacts(
  input: CreateServiceUserInput,
  facts: Facts,
  context: PlanningContext,
): Refusal | undefined {
  const { account } = context;
  const taken = facts.user?.userName ?? facts.caseTwin;
  if (taken !== undefined)
    return refusal(
      'name-taken',
      `${account.name} has a user ${taken} already. Choose another name.`,
      'userName',
    );
  const boundary = boundaryOf(context);
  if (!facts.policies[boundary]) {
    return refusal(
      'boundary-missing',
      `The permissions boundary ${boundary} doesn’t exist in ${account.name}. An administrator has to deploy the member role’s stack there; chatelaine doctor shows how.`,
    );
  }
  for (const bundle of chosenBundles(input, context.house)) {
    const missing = bundle.managedPolicies.find((arn) => !facts.policies[arn]);
    if (missing)
      return refusal(
        'policy-missing',
        `The bundle ${bundle.title} names ${missing}, which doesn’t exist in ${account.name}. Ask whoever keeps the catalogue.`,
        'bundles',
      );
    const why = groupDiffers(bundle.group, facts, context);
    if (why) return refusal('group-differs', why, 'bundles');
  }
  return undefined;
}

/** A group that is there already has to carry exactly what the catalogue says: approvers read the catalogue. */
function groupDiffers(
  groupName: GroupName,
  facts: Facts,
  { house, account }: PlanningContext,
): string | undefined {
  const bundles = house.bundles.filter((bundle) => bundle.group === groupName);
  const group = facts.groups[groupName];
  if (!group) {
    if (bundles.every((bundle) => bundle.createGroup)) return undefined;
    return `The group ${groupName} doesn’t exist in ${account.name} and the catalogue doesn’t let me make it. Ask whoever keeps the catalogue.`;
  }
  const wanted = [
    ...bundles.flatMap((bundle) => bundle.managedPolicies.map(String)),
    ...bundles.flatMap((bundle) =>
      bundle.document ? [`${bundlePolicyName(bundle)} ${canonicalJson(bundle.document)}`] : [],
    ),
  ];
  const actual = [
    ...group.attachedPolicies.map((policy) => String(policy.arn)),
    ...group.inlinePolicies.map((policy) => `${policy.policyName} ${policy.document}`),
  ];
  const same = wanted.length === actual.length && wanted.every((item) => actual.includes(item));
  return same
    ? undefined
    : `The group ${groupName} in ${account.name} carries other policies than the catalogue says. Nothing is added to it until somebody has looked. Ask whoever keeps the catalogue.`;
}
