import type { Evidence, Place } from './evidence.ts';

/** A moment of the app at which it can die. `nth` counts from the beginning of the part of the story, from 1. */
export interface Point {
  readonly kind: 'commit' | 'aws' | 'slack';
  /** The label of a commit (`*` for any), `iam.CreateUser`, or `chat.postMessage`. */
  readonly name: string;
  readonly nth: number;
  readonly when: 'before' | 'after';
}

/** A point in a part of a story. */
export interface Target {
  readonly part: string;
  readonly point: Point;
  /** How many lives end there, one after the other; 1 if left out. */
  readonly deaths?: number;
}

export const targetName = ({ part, point, deaths = 1 }: Target): string =>
  `${part}: ${pointName(point)}${deaths > 1 ? `, ${deaths} times` : ''}`;

/** What the test says to the app's process. */
export type ToApp =
  | { readonly say: 'start'; readonly environment: Readonly<Record<string, string>>; readonly place: Place }
  /** Counts commits from here on; dies at the point, if there is one. */
  | { readonly say: 'count'; readonly dieAt?: Point }
  /** Stops as for SIGTERM, then reads its database. */
  | { readonly say: 'end'; readonly place: Place };

/** What the app's process says to the test. */
export type FromApp =
  | { readonly say: 'loaded' }
  | { readonly say: 'ready'; readonly port: number }
  | { readonly say: 'commit'; readonly point: Point }
  | { readonly say: 'counting' }
  | { readonly say: 'ended'; readonly evidence: Evidence }
  | { readonly say: 'broke'; readonly why: string };

const pointName = ({ kind, name, nth, when }: Point): string => `${when} ${kind} ${name}#${nth}`;
