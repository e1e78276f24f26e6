import { type JudgedPolicy, judge } from '../../src/policy/judge.ts';
import { dangerous } from '../../test/policy/corpus/dangerous.ts';
import { harmless } from '../../test/policy/corpus/harmless.ts';
import { obfuscations } from '../../test/policy/corpus/obfuscations.ts';
import { milliseconds, type Report } from '../report.ts';
import { largest } from './largest.ts';

const many = 10_000;

/** How long a judgement takes, words included, against reading the same text with `JSON.parse`. */
export async function judgeBench(): Promise<Report> {
  const large = Object.entries(largest).map(([shape, text]) => {
    const ours = processorMs(200, () => judge([{ name: 'asked', document: text }]));
    const parse = processorMs(2000, () => JSON.parse(text) as unknown);
    return {
      what: `${text.length} characters, ${shape}`,
      ours: milliseconds(ours),
      against: `${(parse * 1000).toFixed(0)} µs`,
      ratio: ours / parse,
      aim: '< 5 ms',
      met: ours < 5,
    };
  });
  const requests = corpus();
  const all = (work: (documents: readonly JudgedPolicy[]) => void) =>
    processorMs(1, () => {
      for (const documents of requests) work(documents);
    });
  const ours = all((documents) => judge(documents));
  const parse = all((documents) => {
    for (const { document } of documents) JSON.parse(String(document));
  });
  return {
    title: 'Judging policies',
    how: 'The processor’s time in one thread, words for the approver included, nothing remembered from one judgement to the next. Against: JSON.parse of the same texts.',
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

/** Of one round, after the compiler has had its own; the processor's and not the clock's, since other programs run beside it. */
function processorMs(rounds: number, work: () => unknown): number {
  for (let round = 0; round < rounds / 2; round++) work();
  const start = process.cpuUsage();
  for (let round = 0; round < rounds; round++) work();
  return process.cpuUsage(start).user / 1000 / rounds;
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
