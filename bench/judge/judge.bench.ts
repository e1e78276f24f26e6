import { type JudgedPolicy, judge } from '../../src/policy/judge.ts';
import { dangerous } from '../../test/policy/corpus/dangerous.ts';
import { harmless } from '../../test/policy/corpus/harmless.ts';
import { obfuscations } from '../../test/policy/corpus/obfuscations.ts';
import { milliseconds, percentile, type Report } from '../report.ts';
import { largest } from './largest.ts';

const many = 10_000;

/** How long a judgement takes, words included, against reading the same text with `JSON.parse`. */
export async function judgeBench(): Promise<Report> {
  const large = Object.entries(largest).map(([shape, text]) => {
    const ours = timed(() => judge([{ name: 'asked', document: text }]));
    const parse = timed(() => JSON.parse(text) as unknown);
    return {
      what: `${text.length} characters, ${shape}`,
      ours: `${milliseconds(ours.half)} (p99 ${milliseconds(ours.most)})`,
      against: `${(parse.half * 1000).toFixed(0)} µs`,
      ratio: ours.half / parse.half,
      aim: '< 5 ms',
      met: ours.half < 5,
    };
  });
  const requests = corpus();
  const start = performance.now();
  for (const documents of requests) judge(documents);
  const ours = performance.now() - start;
  const again = performance.now();
  for (const documents of requests) for (const { document } of documents) JSON.parse(String(document));
  const parse = performance.now() - again;
  return {
    title: 'Judging policies',
    how: 'In one thread, words for the approver included, each document for the first time in its judgement. Against: JSON.parse of the same texts.',
    lines: [
      ...large,
      {
        what: `${many} requests of the corpus`,
        ours: `${(ours / 1000).toFixed(1)} s`,
        against: milliseconds(parse),
        ratio: ours / parse,
        aim: '< 20 s',
        met: ours < 20_000,
      },
    ],
  };
}

function timed(work: () => unknown): { readonly half: number; readonly most: number } {
  const times: number[] = [];
  for (let round = 0; round < 300; round++) {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  }
  // The first hundred are the compiler's.
  const warm = times.slice(100);
  return { half: percentile(warm, 0.5), most: percentile(warm, 0.99) };
}

function corpus(): readonly (readonly JudgedPolicy[])[] {
  const flagged = dangerous.flatMap(({ actions }) =>
    Object.values(obfuscations).map((write) => write(actions)),
  );
  const quiet = harmless.map(({ title, statements }): readonly JudgedPolicy[] => [
    { name: title, document: JSON.stringify({ Version: '2012-10-17', Statement: statements }) },
  ]);
  const all = [...flagged, ...quiet];
  return Array.from({ length: many }, (_, index) => all[index % all.length] ?? []);
}
