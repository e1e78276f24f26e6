import { weekNumber } from '../domain/calendar.ts';
import { totalOf, type WeekCounts } from '../domain/digest.ts';
import { Severity } from '../domain/finding.ts';
import { figures, round } from './figures.ts';

/** The worst at the foot. Told apart by lightness as well as by hue, on light and on dark. */
const colours: Readonly<Record<Severity, string>> = {
  critical: '#7a1022',
  high: '#c8323a',
  medium: '#e8963c',
  low: '#f2cf8a',
};

const width = 640;
const height = 200;
const plot = { left: 48, right: 12, top: 22, bottom: 26 };

/** Room for so many weeks, however few are known yet. */
const fewest = 12;

/** Open findings week by week as stacked bars, the total above each and the week's number below it. Pure; no fonts needed. */
export function trendSvg(history: readonly WeekCounts[]): string {
  const most = Math.max(1, ...history.map(({ counts }) => totalOf(counts)));
  const top = niceTop(most);
  const step = (width - plot.left - plot.right) / Math.max(fewest, history.length);
  const from = width - plot.right - step * history.length;
  const heightOf = (count: number) => (count / top) * (height - plot.top - plot.bottom);
  const foot = height - plot.bottom;
  const bars = history.map(({ week, counts }, index) => {
    const x = from + index * step + step * 0.18;
    const middle = from + (index + 0.5) * step;
    let y = foot;
    const parts = Severity.options.map((severity) => {
      const tall = heightOf(counts[severity]);
      y -= tall;
      return tall === 0
        ? ''
        : `<rect x="${round(x)}" y="${round(y)}" width="${round(step * 0.64)}" height="${round(tall)}" fill="${colours[severity]}"/>`;
    });
    const total = totalOf(counts);
    return [
      ...parts,
      figures(total, middle + digitsWide(total) / 2, y - 5),
      figures(weekNumber(week), middle + digitsWide(weekNumber(week)) / 2, height - 7, 1.3),
    ].join('');
  });
  const grid = [0, 0.5, 1].map((share) => {
    const y = round(foot - heightOf(top * share));
    return `<path d="M${plot.left} ${y}H${width - plot.right}" stroke="#d5d9de" stroke-width="1"/>${figures(top * share, plot.left - 8, y + 5)}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" rx="8" fill="#ffffff"/>${grid.join('')}${bars.join('')}</svg>`;
}

const digitsWide = (number: number): number => String(number).length * 6 * 1.5;

/** An even number just above, so that half of it is whole. */
function niceTop(most: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 4, 5, 6, 8, 10].find((factor) => factor * magnitude >= most) ?? 10;
  const top = step * magnitude;
  return top % 2 === 0 ? top : top + 1;
}
