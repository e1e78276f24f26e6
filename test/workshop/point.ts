/** A moment at which a life can end. `nth` counts from the beginning of the story, from 1. */
export interface Point {
  readonly kind: 'commit' | 'aws' | 'slack';
  /** The label of a commit, `iam.CreateUser`, or a call of the chat. */
  readonly name: string;
  readonly nth: number;
  readonly when: 'before' | 'after';
}

export const pointName = ({ kind, name, nth, when }: Point): string => `${when} ${kind} ${name}#${nth}`;

/** Counts what passes, by name, and says when the point is reached. */
export interface PointCounter {
  pass(kind: Point['kind'], name: string, when: Point['when']): Point;
  readonly passed: readonly Point[];
}

export function countPoints(): PointCounter {
  const seen = new Map<string, number>();
  const passed: Point[] = [];
  return {
    passed,
    pass(kind, name, when) {
      const key = `${when} ${kind} ${name}`;
      const nth = (seen.get(key) ?? 0) + 1;
      seen.set(key, nth);
      const point = { kind, name, nth, when };
      passed.push(point);
      return point;
    },
  };
}

export const isSame = (one: Point | undefined, other: Point): boolean =>
  one !== undefined && pointName(one) === pointName(other);
