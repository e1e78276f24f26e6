import type { Facts } from '../domain/facts.ts';
import { isProtected } from '../domain/protected.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { type Risk, raise, worst } from '../domain/risk.ts';
import { guidancePaths } from '../guidance/index.ts';
import { refuseGroups, refuseNetworks, refuseNotOffered } from './access-checks.ts';
import type { PlanningContext } from './action.ts';
import { chosenBundles } from './bundle-groups.ts';
import { judgedRisk } from './bundle-judgement.ts';
import type { CreateServiceUserInput } from './create-service-user-input.ts';
import { boundaryOf } from './create-service-user-plan.ts';
import { refuseEnd } from './end-date.ts';
import { refuseDelivery } from './key-delivery.ts';

/** A long-lived key is never routine; a bundle, a missing network or an insisted path can only raise it. */
export function serviceUserRisk(input: CreateServiceUserInput, facts: Facts, context: PlanningContext): Risk {
  const chosen = chosenBundles(input.bundles, context.house);
  const base: Risk = { level: 'standard', reasons: ['a long-lived access key'] };
  const bundles = chosen
    .filter((bundle) => bundle.risk === 'high')
    .map((bundle): Risk => ({ level: 'sensitive', reasons: [`the bundle ${bundle.title} is of high risk`] }));
  const risk = worst([base, ...bundles, ...judgedRisk(chosen, facts, context)]);
  const withoutNetwork = input.networks.length === 0 ? raise(risk, 'it works from any network') : risk;
  const path = guidancePaths.find((candidate) => candidate.id === input.path);
  switch (path?.leadsTo) {
    case 'role':
      return raise(withoutNetwork, 'a role was advised and declined');
    case 'user-with-reason':
      return raise(withoutNetwork, 'no other way fits what needs access');
    default:
      return withoutNetwork;
  }
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
  if (!path || path.leadsTo === 'no-user')
    return refusal('invalid-input', 'This path ends without a user. Start again with /iam request.');
  if (input.insist === undefined) {
    return refusal('invalid-input', 'It isn’t said why a role won’t do. Start again with /iam request.');
  }
  const notOffered = refuseNotOffered(input.bundles, { house, account });
  if (notOffered) return notOffered;
  if (!house.teams.some((team) => team.id === input.team))
    return refusal('invalid-input', 'Choose a team from the list.', 'team');
  if (house.environments.length > 0 && !house.environments.includes(input.environment)) {
    return refusal(
      'invalid-input',
      `The environment is one of ${house.environments.join(', ')}.`,
      'environment',
    );
  }
  const delivery = refuseDelivery(input, { house });
  if (delivery) return delivery;
  return refuseEnd(input.ends, house.users.maxDays, now);
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
  return refuseGroups(chosenBundles(input.bundles, context.house), facts, context);
}
