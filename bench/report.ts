/** One measured thing: ours, the real thing it is compared with, and what was aimed at. */
export interface Line {
  readonly what: string;
  readonly ours: string;
  readonly against?: string;
  readonly ratio?: number;
  readonly aim?: string;
  readonly met?: boolean;
}

export interface Report {
  readonly title: string;
  /** What was done, and what the comparison is with. */
  readonly how: string;
  readonly lines: readonly Line[];
}

/** Plain text for a terminal; the table is Markdown, so that it can be copied into the documentation. */
export function draw({ title, how, lines }: Report): string {
  const head = ['', 'ours', 'against', 'ratio', 'aim', ''];
  const rows = lines.map(({ what, ours, against = '', ratio, aim = '', met }) => [
    what,
    ours,
    against,
    ratio === undefined ? '' : ratio.toFixed(2),
    aim,
    met === undefined ? '' : met ? 'met' : 'missed',
  ]);
  const widths = head.map((name, column) =>
    Math.max(3, name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return `\n${title}\n${how}\n\n${[line(head), rule, ...rows.map(line)].join('\n')}\n`;
}

/** The value below which that share of all values lies; `share` from 0 to 1. NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const milliseconds = (value: number): string =>
  `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** What is being done, for whoever waits at the terminal. */
export const progress = (text: string): void => void process.stderr.write(`  … ${text}\n`);
