import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { SlackUserId } from '../../domain/ids.ts';
import type { FieldErrors, FormPage } from '../../workflows/use-cases.ts';
import { formPage } from '../blocks/form-page.ts';
import { actions, fields } from '../ids.ts';
import { afterAck, type ClickArgs, readClick } from './click.ts';
import type { Desk } from './desk.ts';
import { besideFields, readValues, type State } from './form-values.ts';

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

/** The questions are answered: the finished answer, the details of a user, or what is wrong beside the fields. */
export function onPathSubmitted(desk: Desk) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const by = SlackUserId.parse(body.user.id);
    const state: State = view.state.values;
    const values = { ...readValues(state), path: state.path?.[actions.choosePath]?.selected_option?.value };
    const { path: _path, ...inputs } = state;
    await acknowledge(ack, await desk.useCases.form.answerPath(by, view.private_metadata, values), inputs);
  };
}

/** “I still need a user”: the same answer, with the question why it won't do. */
export function onDeclineRole(desk: Desk) {
  return inPlace(desk, (click, draftId) => desk.useCases.form.declineRole(click, draftId));
}

export function onChangeAnswers(desk: Desk) {
  return inPlace(desk, (click, draftId) => desk.useCases.form.questions(click, draftId));
}

export function onSendAnswer(desk: Desk) {
  return inPlace(desk, (click, draftId) => desk.useCases.form.sendAnswer(click, draftId));
}

export function onInsisted(desk: Desk) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const by = SlackUserId.parse(body.user.id);
    const state: State = view.state.values;
    const reason = state.insist?.[fields.insist]?.value ?? '';
    await acknowledge(ack, await desk.useCases.form.insist(by, view.private_metadata, reason), state);
  };
}

/** A button of the page leads to another page in the same place. */
function inPlace(desk: Desk, next: (by: SlackUserId, draftId: string) => Promise<FormPage>) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const { view } = click;
    if (!view) return;
    const isLatest = desk.latest.begin(view.id);
    await afterAck(desk, click, async () => {
      const page = formPage(await next(click.by, view.private_metadata));
      if (isLatest()) await desk.pages.update(view.id, page);
    });
  };
}

async function acknowledge(
  ack: SlackViewMiddlewareArgs<ViewSubmitAction>['ack'],
  answer: FormPage | FieldErrors,
  state: State,
): Promise<void> {
  if (!('errors' in answer)) return ack({ response_action: 'update', view: formPage(answer) });
  const errors = besideFields(answer.errors, state);
  if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
  // There is no field that it could stand beside.
  const say = Object.values(answer.errors).join(' ');
  await ack({
    response_action: 'update',
    view: formPage({ page: 'stopped', refusal: { code: 'invalid-input', say } }),
  });
}
