import { actionById } from '../actions/index.ts';
import type { Account, House } from '../domain/house.ts';
import type { OpenDraft } from './draft.ts';
import type { FormPage, Option } from './use-cases.ts';

type PageOf<K extends FormPage['page']> = Extract<FormPage, { page: K }>;

export interface DetailsExtras {
  readonly house: House;
  readonly accounts: readonly Account[];
  readonly notes: PageOf<'details'>['notes'];
  readonly problem?: string;
}

/** Page two: the fields that the action declares, with what was typed so far. */
export function detailsPage(
  { id, content }: OpenDraft,
  { house, accounts, notes, problem }: DetailsExtras,
): PageOf<'details'> {
  const action = actionById(content.action);
  const account = accounts.find((candidate) => candidate.id === content.values.account);
  const accountOf = accounts.find((candidate) => candidate.id === content.user?.account);
  const bundles = content.values.bundles;
  const chosenBundles = house.bundles.filter(
    (bundle) => Array.isArray(bundles) && bundles.some((chosen) => chosen === bundle.id),
  );
  return {
    page: 'details',
    draftId: id,
    title: action?.title ?? '',
    about: content.user && accountOf ? `${content.user.userName} in ${accountOf.name}` : undefined,
    known: content.known,
    fields: action?.form ?? [],
    values: content.values,
    options: content.options ?? {},
    chosenOptions: {
      account: account ? [accountOption(account)] : [],
      bundles: chosenBundles.map(
        (bundle): Option => ({
          value: bundle.id,
          text: `${bundle.title} · ${bundle.risk} risk`,
          description: bundle.may,
        }),
      ),
    },
    teams: house.teams.map((team) => ({ value: team.id, text: team.name })),
    notes,
    problem,
  };
}

export const accountOption = (account: Account): Option => ({
  value: account.id,
  text: `${account.name} (${account.id})`,
  description: account.environment,
});
