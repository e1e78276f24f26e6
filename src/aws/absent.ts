import { familyOf } from './error-family.ts';

/** What the call answers, or undefined when the thing isn't there. Other errors go on. */
export async function orAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (familyOf(error) === 'not-found') return undefined;
    throw error;
  }
}
