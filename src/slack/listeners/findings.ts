import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { SlackUserId } from '../../domain/ids.ts';
import type { ShownFinding } from '../../workflows/finding-cases.ts';
import { refusalPage } from '../blocks/form-preview.ts';
import { answerModal, refused, sentence } from '../blocks/plain-answer.ts';
import { findingAdvice, snoozeModal, untilBlock, whyBlock } from '../blocks/snooze.ts';
import { failureWords } from '../failure-words.ts';
import { fields } from '../ids.ts';
import { userValue } from '../user-value.ts';
import { beginAction } from './begin.ts';
import { afterAck, answerClick, type ClickArgs, readClick, tell } from './click.ts';
import { outdatedWords } from './decide.ts';
import type { Desk } from './desk.ts';

/** What to do: for what the bot can't mend by itself. */
export function onFindingAdvice(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const key = click.value;
    if (key === undefined) return tell(desk, click, outdatedWords);
    const answer = desk.useCases.findings
      .one(click.by, key)
      .then((shown) => ('code' in shown ? refused(shown) : findingAdvice(shown)));
    await afterAck(desk, click, () => answerClick(desk, click, 'What to do', answer));
  };
}

/** Snooze…: asks until when and why, if this person may. */
export function onSnooze(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const key = click.value;
    if (key === undefined) return tell(desk, click, outdatedWords);
    const page = desk.useCases.findings
      .forSnooze(click.by, key)
      .then((shown) => ('code' in shown ? refusalPage(shown) : snoozeModal(shown)));
    await afterAck(desk, click, () => desk.pages.open(click.trigger, page));
  };
}

export function onSnoozed(desk: Desk) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const by = SlackUserId.parse(body.user.id);
    const until = view.state.values[untilBlock]?.[fields.date]?.selected_date ?? '';
    const reason = view.state.values[whyBlock]?.[fields.reason]?.value ?? '';
    if (until === '') return ack({ response_action: 'errors', errors: { [untilBlock]: 'Choose a day.' } });
    try {
      const snoozed = await desk.useCases.findings.snooze(by, view.private_metadata, { until, reason });
      if (!('code' in snoozed))
        return await ack({
          response_action: 'update',
          view: answerModal('Snooze', snoozedWords(snoozed, until)),
        });
      const block =
        snoozed.field === 'until' ? untilBlock : snoozed.field === 'reason' ? whyBlock : undefined;
      if (block) return await ack({ response_action: 'errors', errors: { [block]: snoozed.say } });
      await ack({ response_action: 'update', view: refusalPage(snoozed) });
    } catch (error) {
      const say = failureWords(error, desk.log);
      await ack({ response_action: 'update', view: refusalPage({ code: 'unavailable', say }) });
    }
  };
}

const snoozedWords = ({ known }: ShownFinding, until: string) =>
  sentence(`Snoozed until ${until}: ${known.finding.title}. It comes back by itself.`);

/** Accept…: the form of a request that an approver decides. */
export function onExempt(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const key = click.value;
    if (key === undefined) return tell(desk, click, outdatedWords);
    await afterAck(desk, click, async () => {
      const shown = await desk.useCases.findings.one(click.by, key);
      if ('code' in shown) return tell(desk, click, shown.say);
      const { subject, rule } = shown.known.finding;
      if (subject.kind !== 'user') return tell(desk, click, outdatedWords);
      const { credential } = subject;
      const values: Record<string, string> = { rule };
      if (credential?.kind === 'access-key') values.credentialId = credential.id;
      const wish = { action: 'exempt-finding', name: userValue(subject), values };
      await beginAction(desk, click.by, click.trigger, wish, (text) => tell(desk, click, text));
    });
  };
}
