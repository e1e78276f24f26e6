import { actionById } from '../actions/index.ts';
import type { Account, House } from '../domain/house.ts';
import { guidancePaths } from '../guidance/index.ts';
import type { GuidancePath } from '../guidance/path.ts';
import type { OpenDraft } from './draft.ts';
import type { Advice, FormPage, Option } from './use-cases.ts';

type PageOf<K extends FormPage['page']> = Extract<FormPage, { page: K }>;

/** Page one: what needs access, and what Chatelaine says to it. */
export function pathPage({ id, content }: OpenDraft, house: House): PageOf<'path'> {
  const chosen = guidancePaths.find((path) => path.id === content.path);
  return {
    page: 'path',
    draftId: id,
    paths: guidancePaths.map((path) => ({ value: path.id, text: path.question })),
    ...(chosen ? { chosen: chosen.id, advice: adviceFor(chosen, house) } : {}),
    insist: content.insist,
  };
}

export function adviceFor(path: GuidancePath, house: House): Advice {
  const identityCenter = path.id === 'person' ? house.links.identityCenter : undefined;
  return {
    title: path.title,
    text: path.advice,
    material: path.material,
    link: identityCenter
      ? { text: 'Open Identity Center', url: identityCenter }
      : { text: 'AWS documentation', url: path.source },
    userNeeded: path.userNeeded,
    asks: path.asks,
  };
}

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
      account: account
        ? [{ value: account.id, text: `${account.name} (${account.id})`, description: account.environment }]
        : [],
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
