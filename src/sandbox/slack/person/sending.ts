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

/** What the client says when the app does not answer, or not well. */
export type FailureText = (sent: Pick<Delivery, 'ack' | 'failure'>) => string;

export function modalTrouble(): string {
  return 'We had some trouble connecting. Try again?';
}

export function optionsTrouble(): string {
  return 'The options could not be loaded.';
}

export function clickTrouble({ ack, failure }: Pick<Delivery, 'ack' | 'failure'>): string {
  if (failure === 'operation_timeout') return 'Operation timed out. Apps need to respond within 3 seconds.';
  if (ack === undefined) return 'This app is not responding.';
  return `This app responded with status code ${ack.status}.`;
}

export function commandTrouble(command: string): FailureText {
  return ({ failure }) => {
    const error = failure === 'operation_timeout' ? 'operation_timeout' : 'dispatch_failed';
    return `${command} failed with the error "${error}"`;
  };
}

/** Sends and waits for the acknowledgement; throws with the words of the client when there is none. */
export async function sendToApp(
  core: Core,
  kind: DeliveryKind,
  payload: JsonObject,
  onFailure: FailureText,
): Promise<Json> {
  const delivery = await core.postOffice.send({ kind, payload, onFailure });
  if (delivery.failure === undefined) return delivery.ack?.body ?? null;
  throw new SlackUserError(
    delivery.failure === 'operation_timeout' ? 'operation_timeout' : 'dispatch_failed',
    onFailure(delivery),
    `delivery ${delivery.id}: ${delivery.failure}`,
  );
}
