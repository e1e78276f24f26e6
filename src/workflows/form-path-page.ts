import type { Account, House } from '../domain/house.ts';
import { guidancePaths } from '../guidance/index.ts';
import { type GuidancePath, whyNotARole } from '../guidance/path.ts';
import type { DraftContent, OpenDraft } from './draft.ts';
import { accountOption } from './form-pages.ts';
import type { Advice, FormPage } from './use-cases.ts';

type PageOf<K extends FormPage['page']> = Extract<FormPage, { page: K }>;

export interface PathExtras {
  readonly house: House;
  readonly accounts: readonly Account[];
}

/** Page one: what needs access, what Chatelaine says to it, and the questions that decide. */
export function pathPage({ id, content }: OpenDraft, { house, accounts }: PathExtras): PageOf<'path'> {
  const chosen = chosenPath(content);
  const families = [...new Set(guidancePaths.map(({ family }) => family))];
  const values = chosen ? { ...beginnings(chosen, accounts), ...content.answers } : {};
  return {
    page: 'path',
    draftId: id,
    families: families.map((title) => ({
      title,
      paths: guidancePaths
        .filter(({ family }) => family === title)
        .map((path) => ({ value: path.id, text: path.name })),
    })),
    ...(chosen ? { chosen: chosen.id, advice: adviceFor(chosen, house) } : {}),
    values,
    chosenOptions: {
      account: accounts.filter((account) => account.id === values.account).map(accountOption),
    },
  };
}

export const chosenPath = ({ path }: Pick<DraftContent, 'path'>): GuidancePath | undefined =>
  guidancePaths.find((candidate) => candidate.id === path);

/** Where there is one account only, nobody has to choose it. */
function beginnings({ questions }: GuidancePath, accounts: readonly Account[]): Record<string, string> {
  const only = accounts.length === 1 ? accounts[0]?.id : undefined;
  return Object.fromEntries(
    questions.flatMap(({ name, input, initial }) => {
      const value = input.kind === 'account' ? only : initial;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function adviceFor(path: GuidancePath, house: House): Advice {
  const identityCenter = path.id === 'person' ? house.links.identityCenter : undefined;
  return {
    title: path.title,
    text: path.advice,
    questions: path.questions,
    leadsTo: path.leadsTo,
    links: [
      ...(identityCenter ? [{ title: 'Open Identity Center', url: identityCenter }] : []),
      ...path.sources,
    ],
  };
}

/** The finished answer; `declined` once somebody says that it won't do. */
export function answerPage(
  { id, content }: OpenDraft,
  answer: PageOf<'answer'>['answer'],
  { declined = false, sent = false } = {},
): PageOf<'answer'> {
  return {
    page: 'answer',
    draftId: id,
    answer,
    ...(declined ? { asks: whyNotARole } : {}),
    ...(content.insist === undefined ? {} : { insist: content.insist }),
    sent,
  };
}
