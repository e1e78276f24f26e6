import type { AnswerStep, ReadyAnswer } from '../domain/ready-answer.ts';

/** A message of Slack takes about 13,000 characters of blocks; JSON makes half as much again of code. */
const maxCode = 7000;

/** The answer in as many parts as it needs, cut between steps: each one can be copied whole. */
export function splitAnswer(answer: ReadyAnswer, max = maxCode): readonly ReadyAnswer[] {
  const parts: AnswerStep[][] = [];
  let room = 0;
  for (const step of answer.steps) {
    const size = step.title.length + (step.code?.length ?? 0) + (step.text?.length ?? 0);
    const part = parts.at(-1);
    if (part && size <= room) part.push(step);
    else {
      parts.push([step]);
      room = max;
    }
    room -= size;
  }
  return parts.map((steps, index) =>
    parts.length === 1
      ? answer
      : { ...answer, steps, title: `${answer.title} (${index + 1} of ${parts.length})` },
  );
}
