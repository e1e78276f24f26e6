import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { SlackUserId } from '../../domain/ids.ts';
import { formPage } from '../blocks/form-page.ts';
import { actions, fields } from '../ids.ts';
import { afterAck, type ClickArgs, readClick } from './click.ts';
import type { Desk } from './desk.ts';

/** A way was chosen: its advice is shown at once. Of several quick choices the last one counts. */
export function onChoosePath(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const { view, value } = click;
    if (!view || !value) return;
    const isLatest = desk.latest.begin(view.id);
    await afterAck(desk, click, async () => {
      const page = formPage(await desk.useCases.form.choosePath(click.by, view.private_metadata, value));
      if (isLatest()) await desk.pages.update(view.id, page);
    });
  };
}

export function onPathSubmitted(desk: Desk) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const by = SlackUserId.parse(body.user.id);
    const { values } = view.state;
    const path = values.path?.[actions.choosePath]?.selected_option?.value ?? '';
    const block = Object.keys(values).find((id) => values[id]?.[fields.insist]);
    const insist = block ? (values[block]?.[fields.insist]?.value ?? undefined) : undefined;
    const answer = await desk.useCases.form.answerPath(by, view.private_metadata, {
      path,
      ...(insist === undefined ? {} : { insist }),
    });
    if (!('errors' in answer)) return ack({ response_action: 'update', view: formPage(answer) });
    // The choice itself is not an input, so what is wrong with it is said beside the reason.
    const say = Object.values(answer.errors).join(' ');
    if (block) return ack({ response_action: 'errors', errors: { [block]: say } });
    await ack({
      response_action: 'update',
      view: formPage({ page: 'stopped', refusal: { code: 'invalid-input', say } }),
    });
  };
}
