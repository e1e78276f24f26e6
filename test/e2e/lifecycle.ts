import type { SlackMessage, SlackView } from '../../src/sandbox/slack/model.ts';
import { channelIds } from '../../src/sandbox/workspace.ts';
import { soon } from './decisions.ts';
import type { Stage } from './story.ts';
import { words } from './words.ts';

/** Writes `/iam …` about a user, fills in what the form asks, and sends what the preview shows. Gives the request's id. */
export async function act(stage: Stage, by: string, command: string, fields: Fields = {}): Promise<string> {
  const preview = await previewOf(stage, by, command, fields);
  const person = stage.slack.as(by);
  const before = new Set(person.dm().map((message) => message.ts));
  await person.submit(preview.id);
  const status = await soon(
    stage,
    () =>
      person.dm().find((message) => !before.has(message.ts) && /^Your request IAM-\d+ /.test(message.text)),
    `a status of ${command}`,
  );
  return /IAM-\d+/.exec(status.text)?.[0] ?? '';
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** The same up to what will happen, not sent yet. */
export async function previewOf(
  stage: Stage,
  by: string,
  command: string,
  fields: Fields = {},
): Promise<SlackView> {
  const { slack } = stage;
  const person = slack.as(by);
  await person.command(channelIds.general, command);
  const page = (callbackId: string) =>
    soon(
      stage,
      () => (person.modal?.callbackId === callbackId ? person.modal : undefined),
      `${callbackId} after ${command}`,
    );
  if (Object.keys(fields).length > 0) {
    const form = await page('request-details');
    if ('bundles' in fields) await person.suggest(form.id, 'field-bundles', '');
    const blocks = form.blocks.map((block) => String(block.block_id));
    const values = Object.entries(fields).map(([name, value]) => [
      blocks.find((id) => id.split('~')[0] === name) ?? name,
      value,
    ]);
    await person.fill(form.id, Object.fromEntries(values));
    await slack.idle();
    const sent = await person.submit(form.id);
    if (sent.kind === 'errors') throw new Error(`The form refuses: ${JSON.stringify(sent.errors)}`);
  }
  return soon(
    stage,
    () =>
      /^request-preview(-now)?$/.test(person.modal?.callbackId ?? '') && person.modal?.submit
        ? person.modal
        : undefined,
    `the preview of ${command}`,
  ).catch((error: Error) => {
    throw new Error(`${error.message} It says: ${words(person.modal)}`);
  });
}

/** The requester's own copy of a request, as soon as it says this. */
export function statusSays(stage: Stage, by: string, requestId: string, fits: RegExp): Promise<SlackMessage> {
  const find = () =>
    stage.slack
      .as(by)
      .dm()
      .find((message) => message.text.includes(requestId) && fits.test(message.text));
  return soon(stage, find, `the status of ${requestId} to say ${fits}`);
}
