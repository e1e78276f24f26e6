import assert from 'node:assert/strict';
import type { WebApiCall } from '../../src/sandbox/slack/simulator.ts';
import type { Stage } from './story.ts';
import { buttonsOf, words } from './words.ts';

/** Something that the app said: a new message, a change of one, or what only one person sees. */
export interface Said {
  readonly how: 'post' | 'update' | 'whisper';
  /** A channel's name, or the person whose conversation it is. */
  readonly to: string;
  /** What a phone shows before the message is opened. */
  readonly text: string;
  readonly words: string;
  readonly buttons: readonly string[];
}

const methods: Readonly<Record<string, Said['how']>> = {
  'chat.postMessage': 'post',
  'chat.update': 'update',
  'chat.postEphemeral': 'whisper',
};

/** Everything said since the call of this number, oldest first. */
export function heard({ slack }: Pick<Stage, 'slack'>, since = 0): readonly Said[] {
  return slack.calls.slice(since).flatMap((call) => {
    const how = methods[call.method];
    return how && call.applied ? [saidIn(call, how, slack)] : [];
  });
}

/** Nobody gets the same message twice. */
export function assertNothingSaidTwice(stage: Pick<Stage, 'slack'>): void {
  const seen = new Set<string>();
  for (const { how, to, words: said } of heard(stage)) {
    if (how !== 'post') continue;
    const once = `${to}: ${said}`;
    assert.ok(!seen.has(once), `said twice to ${once}`);
    seen.add(once);
  }
}

/** For whoever writes a story: all of it, as people would read it. */
export function readAloud(stage: Pick<Stage, 'slack'>, since = 0): string {
  return heard(stage, since)
    .map(({ how, to, text, words: said, buttons }) =>
      [
        `── ${how} to ${to} ── ${text}`,
        `   ${said}`,
        ...(buttons.length > 0 ? [`   [ ${buttons.join(' ] [ ')} ]`] : []),
      ].join('\n'),
    )
    .join('\n');
}

function saidIn({ args }: WebApiCall, how: Said['how'], slack: Stage['slack']): Said {
  const blocks = (
    typeof args.blocks === 'string' ? JSON.parse(args.blocks) : (args.blocks ?? [])
  ) as unknown[];
  const place = String(args.user ?? args.channel);
  const { users } = slack.workspace;
  const to =
    users.find(({ id }) => id === place || slack.as(id).dmId() === place)?.name ??
    slack.workspace.channels.find(({ id }) => id === place)?.name ??
    place;
  return { how, to, text: String(args.text ?? ''), words: words(blocks), buttons: buttonsOf({ blocks }) };
}
