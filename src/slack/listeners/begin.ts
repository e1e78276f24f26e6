import type { ModalView } from '@slack/types';
import type { SlackUserId } from '../../domain/ids.ts';
import type { FormPage } from '../../workflows/use-cases.ts';
import { formPage } from '../blocks/form-page.ts';
import { oneLine } from '../blocks/text.ts';
import { failureWords } from '../failure-words.ts';
import type { Trigger } from '../pages.ts';
import { readRequestValue } from '../request-value.ts';
import { readUserValue } from '../user-value.ts';
import { readWish, type Wish } from '../wish.ts';
import { afterAck, type ClickArgs, readClick, tell } from './click.ts';
import { outdatedWords } from './decide.ts';
import type { Desk } from './desk.ts';

/** The field that the actions on one access key have in common. */
const keyField = 'accessKey';

/** Opens the form of an action on a user, as far as it has been said. `say` is for when even that isn't possible. */
export async function beginAction(
  desk: Desk,
  by: SlackUserId,
  trigger: Trigger,
  wish: Wish,
  say: (text: string) => Promise<void>,
): Promise<void> {
  try {
    await desk.pages.open(trigger, begun(desk, by, wish));
  } catch (error) {
    await say(failureWords(error, desk.log));
  }
}

/** A button that begins an action on a user, or on one of its keys. */
export function onBegin(desk: Desk, action: string) {
  return async ({ ack, body, action: clicked }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action: clicked });
    const target = readUserValue(click.value);
    if (!target) return tell(desk, click, outdatedWords);
    const values: Wish['values'] = target.accessKeyId ? { [keyField]: target.accessKeyId } : {};
    const wish: Wish = { action, name: target.name, values };
    await beginAction(desk, click.by, click.trigger, wish, (text) => tell(desk, click, text));
  };
}

/** Ask again: the form of a request that came to nothing, filled in as it was. */
export function onAskAgain(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const value = readRequestValue(click.value);
    if (!value) return tell(desk, click, outdatedWords);
    await afterAck(desk, click, () =>
      desk.pages.open(
        click.trigger,
        desk.useCases.form.again(click.by, value.requestId).then((page) => formPage(page)),
      ),
    );
  };
}

/** One of several users that matched: the same wish again, for that one. */
export function onChooseUser(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const { view } = click;
    const target = readUserValue(click.value);
    const wish = view ? readWish(view.private_metadata) : undefined;
    if (!view || !target || !wish) return tell(desk, click, outdatedWords);
    await afterAck(desk, click, () =>
      desk.pages.replace(view.id, begun(desk, click.by, { ...wish, name: target.name })),
    );
  };
}

/** The first page of an action’s form, as far as it has been said. */
export async function begun(desk: Desk, by: SlackUserId, wish: Wish): Promise<ModalView> {
  const { action, name, values, keyEnding, person } = wish;
  const page = await desk.useCases.form.start(by, { action, name, values });
  if (page.page !== 'details') return formPage(page, { wish });
  if (keyEnding) return formPage(await withKey(desk, by, page, keyEnding), { wish });
  const unread = person
    ? `I can’t tell who “${oneLine(person, 100)}” is. Choose the person from the list.`
    : undefined;
  return formPage({ ...page, problem: page.problem ?? unread }, { wish });
}

/** People say …Q7TA: the key that ends so goes into the form, and the plan comes if that was all it needed. */
async function withKey(
  desk: Desk,
  by: SlackUserId,
  page: Extract<FormPage, { page: 'details' }>,
  ending: string,
): Promise<FormPage> {
  const fitting = (page.options[keyField] ?? []).filter(({ value }) => value.endsWith(ending));
  const [key, ...others] = fitting;
  if (!key || others.length > 0) {
    const which = key ? 'More than one key ends' : 'No key that this could be done to ends';
    return { ...page, problem: page.problem ?? `${which} in …${ending}. Choose one from the list.` };
  }
  const values = { ...page.values, [keyField]: key.value };
  const checked = await desk.useCases.form.check(by, page.draftId, values);
  return checked === 'fits' ? desk.useCases.form.preview(by, page.draftId) : { ...page, values };
}
