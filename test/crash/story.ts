import { people } from '../../src/sandbox/workspace.ts';
import { actions } from '../../src/slack/ids.ts';
import type { Wish } from '../e2e/request-form.ts';
import { ask, press, told } from './gestures.ts';
import type { Target } from './wire.ts';
import type { World } from './world.ts';

/** A stretch of a story that ends when everything has come to rest, so that its points can be counted. */
export interface Part {
  readonly name: string;
  play(world: World): Promise<void>;
  /** Whether the app dies in this part; the others only lead there. */
  readonly deadly: boolean;
}

export interface Story {
  readonly name: string;
  readonly parts: readonly Part[];
  readonly ends: 'done' | 'undone';
  /** Which of its points count; all of them if left out. */
  readonly only?: RegExp;
  /** Further deaths: one life after the other. */
  readonly storms?: readonly Target[];
  /** Opens what was sealed. */
  readonly ageIdentity?: string;
}

const start = (deadly: boolean): Part => ({ name: 'start', deadly, play: (world) => world.launch() });

const asking = (deadly: boolean, wish: Wish = {}): Part => ({
  name: 'ask',
  deadly,
  play: async (world) => {
    await ask(world, wish);
    await told(world, /waiting for approval/i);
  },
});

const approving: Part = {
  name: 'approve',
  deadly: true,
  play: async (world) => {
    await press(world, people.platformApprover, actions.approve);
    await told(world, /\bdone\b/i, [/hand-over$/]);
  },
};

/** AWS refuses the key for good, once: the request stops with everything but the key made. */
const failing: Part = {
  name: 'fail',
  deadly: false,
  play: async (world) => {
    world.aws.faults.add({
      fault: { kind: 'error', code: 'LimitExceeded', status: 409 },
      service: 'iam',
      operation: 'CreateAccessKey',
    });
    await press(world, people.platformApprover, actions.approve);
    await told(world, /stopped/i, [/failed\/\d+$/]);
  },
};

const retrying: Part = {
  name: 'retry',
  deadly: true,
  play: async (world) => {
    await press(world, people.platformApprover, actions.retry);
    await told(world, /\bdone\b/i, [/hand-over$/]);
  },
};

const undoing: Part = {
  name: 'undo',
  deadly: true,
  play: async (world) => {
    await press(world, people.platformApprover, actions.undo);
    await told(world, /\bundone\b/i, [/undone$/]);
  },
};

/** Six lives that end at their first, second, third and fifth commit: the way goes on all the same. */
const storms = (part: string): readonly Target[] =>
  [1, 2, 3, 5].flatMap((nth) =>
    (['before', 'after'] as const).map((when) => ({
      part,
      point: { kind: 'commit', name: '*', nth, when } as const,
      deaths: 6,
    })),
  );

export const usualStory: Story = {
  name: 'ask, approve, create, hand over',
  parts: [start(true), asking(true), approving],
  ends: 'done',
  storms: storms('approve'),
};

export const retryStory: Story = {
  name: 'a failure, then Retry',
  parts: [start(false), asking(false), failing, retrying],
  ends: 'done',
};

export const undoStory: Story = {
  name: 'a failure, then Undo',
  parts: [start(false), asking(false), failing, undoing],
  ends: 'undone',
  storms: storms('undo'),
};

/** The secret sealed to the requester's own key; only the points at which the key is on its way. */
export const sealedStory = (age: { readonly identity: string; readonly recipient: string }): Story => ({
  name: 'sealed to the requester’s age key',
  parts: [start(false), asking(false, { delivery: 'age', ageRecipient: age.recipient }), approving],
  ends: 'done',
  only: /access-?key|complete/i,
  ageIdentity: age.identity,
});
