import { askedOwner } from '../blocks/ask-owner.ts';
import { refusalPage } from '../blocks/form-preview.ts';
import { readAskValue } from '../user-value.ts';
import { userActionIds } from '../wish.ts';
import { afterAck, type ClickArgs, readClick, tell } from './click.ts';
import { outdatedWords } from './decide.ts';
import type { Desk } from './desk.ts';

/** Ask @owner to …: they get a message with the form's button; the page says so. */
export function onAskOwner(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const wish = readAskValue(click.value);
    const { view } = click;
    if (!view || !wish || !userActionIds.includes(wish.action)) return tell(desk, click, outdatedWords);
    await afterAck(desk, click, () =>
      desk.pages.replace(
        view.id,
        desk.useCases
          .askOwner(click.by, wish)
          .then((answer) => ('say' in answer ? refusalPage(answer) : askedOwner(answer))),
      ),
    );
  };
}
