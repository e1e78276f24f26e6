import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { SlackUserId } from '../../domain/ids.ts';
import { refusalPage } from '../blocks/form-preview.ts';
import { answerModal, sentence } from '../blocks/plain-answer.ts';
import { knowWhoseModal, personBlock } from '../blocks/whose.ts';
import { failureWords } from '../failure-words.ts';
import { fields } from '../ids.ts';
import { afterAck, type ClickArgs, readClick, tell } from './click.ts';
import { outdatedWords } from './decide.ts';
import type { Desk } from './desk.ts';

/** I know whose…: asks who. */
export function onKnowWhose(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const key = click.value;
    if (key === undefined) return tell(desk, click, outdatedWords);
    const page = desk.useCases.findings
      .one(click.by, key)
      .then((shown) => ('code' in shown ? refusalPage(shown) : knowWhoseModal(shown)));
    await afterAck(desk, click, () => desk.pages.open(click.trigger, page));
  };
}

export function onWhoseNamed(desk: Desk) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const by = SlackUserId.parse(body.user.id);
    const person = SlackUserId.safeParse(view.state.values[personBlock]?.[fields.person]?.selected_user);
    if (!person.success)
      return ack({ response_action: 'errors', errors: { [personBlock]: 'Choose somebody.' } });
    try {
      const asked = await desk.useCases.findings.askPerson(by, view.private_metadata, person.data);
      if (!('code' in asked)) {
        const said = sentence('I ask them in a direct message. If it is theirs, they claim it there.');
        return await ack({ response_action: 'update', view: answerModal('Asked', said) });
      }
      if (asked.field === 'person')
        return await ack({ response_action: 'errors', errors: { [personBlock]: asked.say } });
      await ack({ response_action: 'update', view: refusalPage(asked) });
    } catch (error) {
      const say = failureWords(error, desk.log);
      await ack({ response_action: 'update', view: refusalPage({ code: 'unavailable', say }) });
    }
  };
}
