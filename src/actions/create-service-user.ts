import type { Facts } from '../domain/facts.ts';
import type { Plan } from '../domain/plan.ts';
import { planLines } from '../domain/plan-words.ts';
import type { Summary } from '../domain/summary.ts';
import type { LifecycleAction, PlanningContext } from './action.ts';
import { chosenBundles } from './bundle-groups.ts';
import { bundleDocuments, mayLines, networksWords } from './bundle-judgement.ts';
import { CreateServiceUserInput, createServiceUserForm } from './create-service-user-input.ts';
import { boundaryOf, networkPolicies, planServiceUser } from './create-service-user-plan.ts';
import { refuseServiceUser, serviceUserRisk } from './create-service-user-risk.ts';
import { deliveryWords } from './key-delivery.ts';

/** The main job: a service user, owned, bounded and short-lived, with one key handed over. */
export const createServiceUser: LifecycleAction<CreateServiceUserInput> = {
  id: 'create-service-user',
  title: 'Service account',
  verb: 'create',
  about: 'new-user',
  tells: ['owner'],
  concerns: 'everything',
  Input: CreateServiceUserInput,
  form: createServiceUserForm,
  subject: (input) => ({ accountId: input.account, userName: input.userName, bundles: input.bundles }),
  owner: (input) => input.owner,
  appoints: ({ owner }) => ({ id: owner, field: 'owner' }),
  excludes: (input) => [{ id: input.owner, why: 'you would own it' }],
  needs(input, context) {
    const bundles = chosenBundles(input.bundles, context.house);
    return {
      user: 'existence',
      groups: [...new Set(bundles.map((bundle) => bundle.group))],
      policies: [...new Set([boundaryOf(context), ...bundles.flatMap((bundle) => bundle.managedPolicies)])],
    };
  },
  refuse: refuseServiceUser,
  risk: serviceUserRisk,
  plan: planServiceUser,
  summarize,
};

function summarize(
  input: CreateServiceUserInput,
  facts: Facts,
  plan: Plan,
  context: PlanningContext,
): Summary {
  const { house, account } = context;
  const bundles = chosenBundles(input.bundles, house);
  const team = house.teams.find((candidate) => candidate.id === input.team)?.name ?? input.team;
  const optional = (label: string, text: string | undefined) =>
    text === undefined ? [] : [{ label, text, wide: true }];
  return {
    title: `Service account ${input.userName}`,
    lines: [
      { label: 'Purpose', text: input.purpose, wide: true },
      ...optional('Made like', input.like && `the user that ${input.like} offboarded`),
      ...optional('Why not a role', input.insist),
      ...bundles.flatMap((bundle) => mayLines('May', bundle, facts, context)),
      {
        label: 'From',
        text: networksWords(input.networks, networkPolicies(input.networks), bundleDocuments(bundles, facts)),
        wide: true,
      },
      ...optional('Why no source network', input.networks.length > 0 ? undefined : input.noNetworkReason),
      { label: 'Account', text: `${account.name} (${account.id})` },
      { label: 'Environment', text: input.environment },
      { label: 'Team', text: team },
      { label: 'Ends', text: input.ends },
      { label: 'Used from', text: input.usedFrom },
      ...optional('Ticket', input.ticket),
      {
        label: 'Secret goes to',
        text: deliveryWords(input, { account }),
        wide: true,
      },
    ],
    plan: planLines(plan),
  };
}
