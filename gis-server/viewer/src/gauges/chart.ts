import 'uplot/dist/uPlot.min.css';
import uPlot from 'uplot';
import { type Language } from '../language/choice';
import { ZONE } from '../language/moments';
import type { Theme } from '../theme/choice';
import type { Gauge } from './gauge';
import { type History, holeS, withHoles } from './history';
import { colourOf } from './looks';
import { fixedMetres } from './words';

const HEIGHT = 190;
const DAY_S = 86_400;

/** What a chart shows. */
export interface ChartContent {
  gauge: Gauge;
  history: History;
  days: number;
  /** The right end, Unix seconds. */
  untilS: number;
}

/** The readings of a gauge as a line, with its levels as lines across; a picture for the eye only. */
export class Chart {
  private plot: uPlot | null = null;
  private readonly watcher: ResizeObserver;

  /** @param root takes the drawing, and gives its width */
  constructor(private readonly root: HTMLElement) {
    this.watcher = new ResizeObserver(() => {
      if (this.plot !== null && root.clientWidth > 0 && root.clientWidth !== this.plot.width) {
        this.plot.setSize({ width: root.clientWidth, height: HEIGHT });
      }
    });
    this.watcher.observe(root);
  }

  show({ gauge, history, days, untilS }: ChartContent, theme: Theme, language: Language): void {
    this.plot?.destroy();
    const ink = theme === 'dark' ? '#d8dce1' : '#333333';
    const grid = theme === 'dark' ? '#363c44' : '#e0e0e0';
    const [times, metres] = withHoles(history.points, holeS(history.points));
    const values = history.points.map((point) => point.metres);
    const axis = { stroke: ink, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
    this.plot = new uPlot(
      {
        width: Math.max(200, this.root.clientWidth),
        height: HEIGHT,
        tzDate: (s) => uPlot.tzDate(new Date(s * 1000), ZONE),
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, y: false },
        scales: {
          x: { time: true, range: () => [untilS - days * DAY_S, untilS] },
          y: { range: () => range(values, gauge) },
        },
        axes: [
          {
            ...axis,
            space: 60,
            values: (_, splits) => splits.map((s) => tickText(s, days, language)),
          },
          { ...axis, size: 46, values: (_, splits) => splits.map((value) => fixedMetres(value).replace(/0$/, '')) },
        ],
        series: [
          {},
          { stroke: colourOf('calm', theme), width: 2, points: { show: history.points.length < 2 }, spanGaps: false },
        ],
        hooks: { draw: [(plot) => drawLevels(plot, gauge, theme)] },
      },
      [times, metres],
      this.root,
    );
    this.plot.root.setAttribute('aria-hidden', 'true');
  }

  /** Ends it. */
  close(): void {
    this.watcher.disconnect();
    this.plot?.destroy();
    this.plot = null;
  }
}

/** The readings with room, and the lowest level above them, so that one sees how far it is. */
function range(values: readonly number[], { levels }: Gauge): [number, number] {
  const heights = values.length === 0 ? levels.map(({ metres }) => metres) : [...values];
  if (heights.length === 0) return [0, 1];
  const high = Math.max(...heights);
  const next = levels.find(({ metres }) => metres > high);
  const top = next?.metres ?? high;
  const low = Math.min(...heights);
  const room = Math.max(0.1, (top - low) * 0.1);
  return [low - room, top + room];
}

function drawLevels(plot: uPlot, { levels }: Gauge, theme: Theme): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.font = `${12 * devicePixelRatio}px sans-serif`;
  for (const { metres, name, severity } of levels) {
    const y = Math.round(plot.valToPos(metres, 'y', true));
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    ctx.strokeStyle = colourOf(severity, theme);
    ctx.lineWidth = 2 * devicePixelRatio;
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.fillStyle = theme === 'dark' ? '#ffffff' : '#1a1a1a';
    ctx.fillText(name, bbox.left + 4 * devicePixelRatio, y - 2 * devicePixelRatio);
  }
  ctx.restore();
}

function tickText(s: number, days: number, language: Language): string {
  const moment = new Date(s * 1000);
  const day = moment.toLocaleDateString(language === 'en' ? 'en-GB' : 'ja-JP', {
    day: 'numeric',
    month: 'numeric',
    timeZone: ZONE,
  });
  const time = moment.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: ZONE });
  if (time === '00:00') return day;
  return days > 1 ? `${day} ${time}` : time;
}
