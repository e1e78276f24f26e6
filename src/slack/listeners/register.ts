import type { App } from '@slack/bolt';
import { runningPage, sentPage } from '../blocks/form-preview.ts';
import { actions, beginId, command, events, fields, shortcuts, views } from '../ids.ts';
import { userActionIds } from '../wish.ts';
import { onAct, onActSubmitted, onUserOptions } from './act.ts';
import { onAskOwner } from './ask-owner.ts';
import { onAskAgain, onBegin, onChooseUser } from './begin.ts';
import { onDecide } from './decide.ts';
import { onDenial, onDeny } from './deny.ts';
import type { Desk } from './desk.ts';
import { onExempt, onFindingAdvice, onSnooze, onSnoozed } from './findings.ts';
import { onDetailsSubmitted, onTyping } from './form-details.ts';
import {
  onChangeAnswers,
  onChoosePath,
  onDeclineRole,
  onInsisted,
  onPathSubmitted,
  onSendAnswer,
} from './form-path.ts';
import { onBackToDetails, onPreviewSubmitted } from './form-preview.ts';
import { onFullPlan, onPlanPage } from './full-plan.ts';
import { onHomeOpened } from './home-opened.ts';
import { onIamCommand } from './iam-command.ts';
import { onQuestion, onRunCommand, onStartRequest, onUser } from './menu.ts';
import { onMoreActions } from './offers.ts';
import { onAccountOptions, onBundleOptions } from './options.ts';
import { onActShortcut, onChangeUserShortcut, onRequestShortcut, onShowUserShortcut } from './shortcuts.ts';
import { onKnowWhose, onWhoseNamed } from './whose.ts';

/** Everything that Slack can send and this bot listens to, by exact id. */
export function registerListeners(app: App, desk: Desk): void {
  app.command(command, onIamCommand(desk));
  app.event(events.homeOpened, onHomeOpened(desk));
  app.shortcut({ type: 'shortcut', callback_id: shortcuts.request }, onRequestShortcut(desk));
  app.shortcut({ type: 'shortcut', callback_id: shortcuts.act }, onActShortcut(desk));
  app.shortcut({ type: 'message_action', callback_id: shortcuts.showUser }, onShowUserShortcut(desk));
  app.shortcut({ type: 'message_action', callback_id: shortcuts.changeUser }, onChangeUserShortcut(desk));

  const click = (action_id: string) => ({ type: 'block_actions', action_id }) as const;
  app.action(click(actions.approve), onDecide(desk, 'approve'));
  app.action(click(actions.cancel), onDecide(desk, 'cancel'));
  app.action(click(actions.retry), onDecide(desk, 'retry'));
  app.action(click(actions.undo), onDecide(desk, 'undo'));
  app.action(click(actions.confirm), onDecide(desk, 'confirm'));
  app.action(click(actions.stepBack), onDecide(desk, 'step-back'));
  app.action(click(actions.lookAgain), onDecide(desk, 'look-again'));
  app.action(click(actions.deny), onDeny(desk));
  app.action(click(actions.fullPlan), onFullPlan(desk));
  app.action(click(actions.review), onFullPlan(desk));
  app.action(click(actions.planPage), onPlanPage(desk));

  app.action(click(actions.startRequest), onStartRequest(desk));
  app.action(click(actions.act), onAct(desk));
  app.action(click(actions.askAgain), onAskAgain(desk));
  app.action(click(actions.showPending), onQuestion(desk, { kind: 'pending' }));
  app.action(click(actions.showMine), onQuestion(desk, { kind: 'mine' }));
  app.action(click(actions.showHelp), onQuestion(desk, { kind: 'help' }));
  app.action(click(actions.allCommands), onQuestion(desk, { kind: 'help' }));
  app.action(click(actions.showUser), onUser(desk, 'show'));
  app.action(click(actions.showAudit), onUser(desk, 'audit'));
  app.action(click(actions.runCommand), onRunCommand(desk));

  for (const id of userActionIds) app.action(click(beginId(id)), onBegin(desk, id));
  app.action(click(actions.askOwner), onAskOwner(desk));
  app.action(click(actions.moreActions), onMoreActions(desk));
  app.action(click(actions.chooseUser), onChooseUser(desk));

  app.action(click(actions.findingAdvice), onFindingAdvice(desk));
  app.action(click(actions.snooze), onSnooze(desk));
  app.action(click(actions.exempt), onExempt(desk));
  app.action(click(actions.knowWhose), onKnowWhose(desk));

  app.action(click(actions.choosePath), onChoosePath(desk));
  app.action(click(actions.sendAnswer), onSendAnswer(desk));
  app.action(click(actions.changeAnswers), onChangeAnswers(desk));
  app.action(click(actions.declineRole), onDeclineRole(desk));
  app.action(click(actions.backToDetails), onBackToDetails(desk));
  for (const field of [fields.text, fields.account, fields.bundles]) app.action(click(field), onTyping(desk));
  app.options({ type: 'block_suggestion', action_id: fields.account }, onAccountOptions(desk));
  app.options({ type: 'block_suggestion', action_id: fields.bundles }, onBundleOptions(desk));
  app.options({ type: 'block_suggestion', action_id: fields.user }, onUserOptions(desk));

  const submitted = (callback_id: string) => ({ type: 'view_submission', callback_id }) as const;
  app.view(submitted(views.path), onPathSubmitted(desk));
  app.view(submitted(views.answerReady), onInsisted(desk));
  app.view(submitted(views.details), onDetailsSubmitted(desk));
  app.view(submitted(views.preview), onPreviewSubmitted(desk, sentPage));
  app.view(submitted(views.previewNow), onPreviewSubmitted(desk, runningPage));
  app.view(submitted(views.act), onActSubmitted(desk));
  app.view(submitted(views.denial), onDenial(desk));
  app.view(submitted(views.snooze), onSnoozed(desk));
  app.view(submitted(views.knowWhose), onWhoseNamed(desk));
}
