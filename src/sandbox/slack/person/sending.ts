import type { Core } from '../core.ts';
import type { Delivery, DeliveryKind } from '../delivery/delivery.ts';
import type { Json, JsonObject, SlackUser } from '../model.ts';
import { SlackUserError } from '../person.ts';

/** What every interaction carries. `username` in clicks and shortcuts, `name` everywhere but in global shortcuts. */
export function whoAndWhere(core: Core, user: SlackUser): JsonObject {
  const { app, team } = core.world.seed;
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: app.appId,
    token: app.verificationToken,
    // Where the app is installed; someone of a shared channel is told apart by `user.team_id` only.
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export type FailureTexts = { readonly timeout: string; readonly other: (delivery: Delivery) => string };

export const modalTexts: FailureTexts = {
  timeout: 'We had some trouble connecting. Try again?',
  other: () => 'We had some trouble connecting. Try again?',
};

export const clickTexts: FailureTexts = {
  timeout: 'Operation timed out. Apps need to respond within 3 seconds.',
  other: ({ ack }) =>
    ack === undefined ? 'This app is not responding.' : `This app responded with status code ${ack.status}.`,
};

export function commandTexts(command: string): FailureTexts {
  return {
    timeout: `${command} failed with the error "operation_timeout"`,
    other: () => `${command} failed with the error "dispatch_failed"`,
  };
}

/** Sends and waits for the acknowledgement; throws with the words of the client when there is none. */
export async function sendToApp(
  core: Core,
  kind: DeliveryKind,
  payload: JsonObject,
  texts: FailureTexts,
): Promise<Json> {
  const delivery = await core.postOffice.send({ kind, payload });
  if (delivery.failure === undefined) return delivery.ack?.body ?? null;
  const detail = `delivery ${delivery.id}: ${delivery.failure}`;
  if (delivery.failure === 'operation_timeout')
    throw new SlackUserError('operation_timeout', texts.timeout, detail);
  throw new SlackUserError('dispatch_failed', texts.other(delivery), detail);
}
