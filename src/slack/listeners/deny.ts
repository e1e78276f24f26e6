import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { SlackUserId } from '../../domain/ids.ts';
import { Intent } from '../../workflows/intent.ts';
import { denialModal, reasonBlock } from '../blocks/denial.ts';
import { refusalPage } from '../blocks/form-preview.ts';
import { deliveryKey } from '../delivery-key.ts';
import { failureWords } from '../failure-words.ts';
import { fields } from '../ids.ts';
import { readRequestValue } from '../request-value.ts';
import { readMetadata, writeMetadata } from '../view-metadata.ts';
import { afterAck, type ClickArgs, readClick, tell } from './click.ts';
import { outdatedWords } from './decide.ts';
import type { Desk } from './desk.ts';

/** Deny…: asks for the reason, if this person may decide at all. */
export function onDeny(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const value = readRequestValue(click.value);
    if (!value) return tell(desk, click, outdatedWords);
    const metadata = writeMetadata({ request: value.requestId, ...click.place });
    await afterAck(desk, click, () =>
      desk.pages.open(
        click.trigger,
        desk.useCases
          .forDenial(click.by, value.requestId)
          .then((view) => ('say' in view ? refusalPage(view) : denialModal(view, metadata))),
      ),
    );
  };
}

export function onDenial(desk: Desk) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const by = SlackUserId.parse(body.user.id);
    const metadata = readMetadata(view.private_metadata);
    if (!metadata)
      return ack({ response_action: 'update', view: refusalPage({ code: 'not-now', say: outdatedWords }) });
    const reason = view.state.values[reasonBlock]?.[fields.reason]?.value?.trim() ?? '';
    if (reason === '')
      return ack({
        response_action: 'errors',
        errors: { [reasonBlock]: 'Say why, so that the requester knows what to change.' },
      });
    const { request: requestId, ...place } = metadata;
    const intent = Intent.parse({ kind: 'deny', by, requestId, place, reason: reason.slice(0, 3000) });
    const key = deliveryKey({
      type: body.type,
      user: by,
      what: view.callback_id,
      when: view.hash,
      where: view.id,
    });
    const accepted = await desk.useCases.accept(key, intent);
    await ack({ response_action: 'clear' });
    if (accepted === 'seen') return;
    try {
      await desk.useCases.carryOut(key, intent);
    } catch (error) {
      await desk.chat.whisper({ person: by, ...place }, failureWords(error, desk.log));
    }
  };
}
