import type { WeekCounts } from '../domain/digest.ts';
import type { Pictures } from '../workflows/findings-ports.ts';
import { trendSvg } from './trend.ts';

/** Twice as many pixels as the picture has units, for sharp screens. */
const scale = 2;

/** The only place that knows the rasteriser; loaded when the first picture is drawn. */
export const pictures: Pictures = {
  async trend(history: readonly WeekCounts[]) {
    const { Resvg } = await import('@resvg/resvg-js');
    const picture = new Resvg(trendSvg(history), {
      fitTo: { mode: 'zoom', value: scale },
      font: { loadSystemFonts: false },
    });
    return picture.render().asPng();
  },
};
