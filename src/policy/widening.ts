import { squeeze } from './glob.ts';
import type { PatternList } from './statement.ts';

/** Stands for the user's own name in a resource: `${aws:username}`. A private character, so that nobody can type it. */
export const own = '\uE000';

/**
 * Which way an unclear pattern is read. An Allow's Action and a Deny's NotAction are widened, an Allow's NotAction and a
 * Deny's Action narrowed: each time the reading that grants more.
 */
export function isWidened(effect: 'Allow' | 'Deny', except: boolean): boolean {
  return (effect === 'Allow') !== except;
}

/** Actions in lower case. Letters that aren't ASCII match no action, unless somebody reads them as the letter they look like. */
export function actionPatterns(texts: readonly string[], widened: boolean): string[] {
  return texts.flatMap((text) => {
    if (isAscii(text)) return [squeeze(text.toLowerCase())];
    return widened ? [squeeze(text.normalize('NFKC').toLowerCase())] : [];
  });
}

/** Resources, with their variables filled in with whatever they could be; see `own`. */
export function resourcePatterns(texts: readonly string[], widened: boolean): string[] {
  return texts.flatMap((text) => {
    if (!text.includes('${')) return [squeeze(text)];
    if (!widened) return [];
    const named = text.replace(/(?<=\/)\$\{aws:username\}(?=\/|$)/gi, own);
    return [squeeze(named.replace(/\$\{[^{}]*\}/g, '*'))];
  });
}

/** What an unclear document allows at most. */
export const everything: PatternList = { except: true, patterns: [] };

export const isAscii = (text: string): boolean => /^[\u0020-\u007e]*$/.test(text);
