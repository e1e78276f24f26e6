import { z } from 'zod';
import { type Problem, problemsOf } from './problems.ts';
import { option, optionGroup } from './text.ts';

const suggestions = z.union([
  z.strictObject({ options: z.array(option('plain')).max(100) }),
  z.strictObject({ option_groups: z.array(optionGroup).max(100) }),
]);

/** What is wrong with the app's answer to an external select. */
export function suggestionProblems(answer: unknown): readonly Problem[] {
  return problemsOf(suggestions, answer, '');
}
