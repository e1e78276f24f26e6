/**
 * Digits as strokes: a picture is drawn on whatever machine runs the bot, and a container has no fonts. On a grid 4 wide and 6 high,
 * from the upper left.
 */
const strokes: Readonly<Record<string, string>> = {
  '0': 'M0 1L1 0H3L4 1V5L3 6H1L0 5Z',
  '1': 'M1 1L2 0V6M1 6H3',
  '2': 'M0 1L1 0H3L4 1V2L0 6H4',
  '3': 'M0 0H4L2 2.5L4 3.5V5L3 6H1L0 5',
  '4': 'M3 6V0L0 4H4',
  '5': 'M4 0H0V2.5H3L4 3.5V5L3 6H0',
  '6': 'M4 0H2L0 2V5L1 6H3L4 5V4L3 3H0',
  '7': 'M0 0H4L1.5 6',
  '8': 'M1 3L0 2V1L1 0H3L4 1V2L3 3H1L0 4V5L1 6H3L4 5V4L3 3',
  '9': 'M0 6H2L4 4V1L3 0H1L0 1V2L1 3H4',
};

const advance = 6;

/** A whole number, its right end at `x`, its foot at `y`. */
export function figures(number: number, x: number, y: number, scale = 1.6): string {
  const digits = String(Math.max(0, Math.round(number)));
  const width = (digits.length * advance - 2) * scale;
  const drawn = [...digits].map((digit, index) => {
    const path = strokes[digit] ?? '';
    return `<path d="${path}" transform="translate(${index * advance} 0)"/>`;
  });
  const place = `translate(${round(x - width)} ${round(y - 6 * scale)}) scale(${scale})`;
  return `<g transform="${place}" fill="none" stroke="#5b6470" stroke-width="0.8" stroke-linecap="round" stroke-linejoin="round">${drawn.join('')}</g>`;
}

export const round = (value: number): number => Math.round(value * 10) / 10;
