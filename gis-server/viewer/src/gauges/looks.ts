import { svgElement } from '../page/element';
import type { Drawing, Shape } from '../signs/drawing';
import type { Theme } from '../theme/choice';
import { barOf } from './bar';
import { type Gauge, isCurrent, QUALITIES, type Quality, reached, SEVERITIES, type Severity } from './gauge';

/** How grave a gauge stands: a level's severity, none, or not known. */
export type Standing = Severity | 'calm' | 'unknown';

const STANDINGS: readonly Standing[] = ['calm', 'unknown', ...SEVERITIES];

interface Look {
  colour: Record<Theme, string>;
  /** On a ground of that colour. */
  ink: Record<Theme, string>;
  /** On a grid of 12 by 12. */
  form: string;
}

const WHITE = { light: '#ffffff', dark: '#0b0d10' };

/**
 * Yellow, red and purple are what flood warnings have in this country; each has a form of its own as
 * well, so that nobody has to tell colours apart.
 */
const LOOKS: Record<Standing, Look> = {
  calm: { colour: { light: '#1566c9', dark: '#7db4ff' }, ink: WHITE, form: 'M6 2 a4 4 0 1 0 0.01 0 Z' },
  unknown: {
    colour: { light: '#5b636c', dark: '#b4bcc5' },
    ink: WHITE,
    form: 'M2 5 H10 V7 H2 Z',
  },
  notice: {
    colour: { light: '#0c6f80', dark: '#6fd0df' },
    ink: WHITE,
    form: 'M6 1.5 a4.5 4.5 0 1 0 0.01 0 Z M6 4 a2 2 0 1 0 0.01 0 Z',
  },
  standby: { colour: { light: '#1b7340', dark: '#7fd6a0' }, ink: WHITE, form: 'M6 0.5 L11.5 6 L6 11.5 L0.5 6 Z' },
  caution: {
    colour: { light: '#f2c500', dark: '#ffd84d' },
    ink: { light: '#1a1a1a', dark: '#1a1a1a' },
    form: 'M6 0.5 L12 11.5 H0 Z',
  },
  judgement: { colour: { light: '#c8102e', dark: '#ff8a80' }, ink: WHITE, form: 'M0.5 0.5 H11.5 V11.5 H0.5 Z M5 2 V7 H7 V2 Z M5 8.2 V10.2 H7 V8.2 Z' },
  danger: {
    colour: { light: '#7b1fa2', dark: '#dba6ff' },
    ink: WHITE,
    form: 'M3.5 0 H8.5 L12 3.5 V8.5 L8.5 12 H3.5 L0 8.5 V3.5 Z M3.2 2.4 V7 H5 V2.4 Z M7 2.4 V7 H8.8 V2.4 Z M3.2 8.2 V10 H5 V8.2 Z M7 8.2 V10 H8.8 V8.2 Z',
  },
};

/** How grave a gauge stands now. */
export function standingOf(gauge: Gauge): Standing {
  if (!isCurrent(gauge)) return 'unknown';
  return reached(gauge)?.severity ?? 'calm';
}

export function colourOf(standing: Standing, theme: Theme): string {
  return LOOKS[standing].colour[theme];
}

/** What is written on a ground of the colour. */
export function inkOf(standing: Standing, theme: Theme): string {
  return LOOKS[standing].ink[theme];
}

/** The form of a standing, beside words that say it. */
export function formOf(standing: Standing, theme: Theme): SVGSVGElement {
  const path = svgElement('path', {
    d: LOOKS[standing].form,
    fill: LOOKS[standing].colour[theme],
    'fill-rule': 'evenodd',
    // Yellow on white has no edge of its own.
    stroke: standing === 'caution' && theme === 'light' ? '#6e5600' : 'none',
    'stroke-width': '0.8',
  });
  return svgElement('svg', { class: 'gauge-form', viewBox: '-0.5 -0.5 13 13', 'aria-hidden': 'true' }, path);
}

const PREFIX = 'machizu-gauge:';
/** The bar's fill and ticks are drawn in so many steps: so few images serve all readings. */
const STEPS = 24;

/** The name of the image that the map shows for a gauge; {@link drawSign} draws it. */
export function signOf(gauge: Gauge, theme: Theme): string {
  const bar = barOf(gauge);
  const step = (part: number) => Math.max(0, Math.min(STEPS, Math.round(part * STEPS)));
  const fill = isCurrent(gauge) && bar.fill !== null ? String(step(bar.fill)) : '';
  const ticks = bar.levels.map(step).join('.');
  const trend = isCurrent(gauge) ? (gauge.trend?.direction ?? '') : '';
  return `${PREFIX}${standingOf(gauge)}/${gauge.quality}/${fill}/${ticks}/${trend}/${theme}`;
}

const WIDTH = 36;
const HEIGHT = 46;
/** The bar within the sign. */
const FOOT = 40;
const TOP = 6;
const LEFT = 6;
const BAR_WIDTH = 11;

const MARKS: Partial<Record<Quality, string>> = {
  // A question mark, a broken line, a wrench's two jaws, a clock's hands.
  doubted: 'M22 16 C22 10 31 10 31 15 C31 19 26.5 19 26.5 23 M26.5 28 V28.4',
  silent: 'M21 15 L32 27 M32 15 L21 27',
  maintenance: 'M23 13 V18 L26.5 21 L30 18 V13 M26.5 21 V31',
  late: 'M26.5 14 V22 L31 26',
  none: 'M21 21 H32',
};

/** Draws the image of a name that {@link signOf} made; null for any other name. */
export function drawSign(name: string): Drawing | null {
  if (!name.startsWith(PREFIX)) return null;
  const [standing, quality, fill, ticks, trend, dark] = name.slice(PREFIX.length).split('/');
  const known = STANDINGS.find((one) => one === standing);
  if (known === undefined || !QUALITIES.some((one) => one === quality)) return null;
  const theme: Theme = dark === 'dark' ? 'dark' : 'light';
  const paper = theme === 'dark' ? '#16191d' : '#ffffff';
  const ink = theme === 'dark' ? '#ffffff' : '#1a1a1a';
  const { colour, form } = LOOKS[known];
  const isGrave = known === 'judgement' || known === 'danger';
  const y = (step: number) => FOOT - (step / STEPS) * (FOOT - TOP);
  const right = LEFT + BAR_WIDTH;
  const shapes: Shape[] = [
    { d: rounded(1.5, 1.5, WIDTH - 1.5, HEIGHT - 1.5, 6), fill: paper, stroke: ink, width: isGrave ? 3 : 1.6 },
  ];
  if (fill) {
    const level = y(Number(fill));
    shapes.push({ d: `M${LEFT} ${FOOT} V${level} H${right} V${FOOT} Z`, fill: colour[theme] });
  }
  shapes.push({ d: `M${LEFT} ${TOP} H${right} V${FOOT} H${LEFT} Z`, stroke: ink, width: 1.2 });
  for (const tick of (ticks ?? '').split('.').filter((part) => part !== '')) {
    shapes.push({ d: `M${LEFT} ${y(Number(tick))} H${right + 2.5}`, stroke: ink, width: 1.2 });
  }
  const mark = MARKS[QUALITIES.find((one) => one === quality) ?? 'none'];
  if (mark !== undefined) shapes.push({ d: mark, stroke: ink, width: 2.2 });
  else {
    shapes.push({
      d: moved(form, 21, 7),
      fill: colour[theme],
      ...(known === 'caution' ? { stroke: ink, width: 0.8 } : {}),
    });
    const arrow = { rising: 'M22 36 L31 26 M24.5 26 H31 V32.5', falling: 'M22 27 L31 37 M24.5 37 H31 V30.5', steady: 'M21 31 H32 M28 27 L32 31 L28 35' }[
      trend ?? ''
    ];
    if (arrow !== undefined) shapes.push({ d: arrow, stroke: ink, width: 2.2 });
  }
  return { width: WIDTH, height: HEIGHT, shapes };
}

/** A path of absolute moves and lines and relative arcs, moved. */
function moved(d: string, x: number, y: number): string {
  return d.replace(/([MLHV])([^A-Za-z]*)/g, (_, command: string, rest: string) => {
    const numbers = (rest.match(/-?[0-9.]+/g) ?? []).map(Number);
    const placed = numbers.map((value, i) => {
      if (command === 'V') return value + y;
      return value + (command === 'H' || i % 2 === 0 ? x : y);
    });
    return command + placed.join(' ');
  });
}

function rounded(left: number, top: number, right: number, bottom: number, r: number): string {
  return `M${left + r} ${top} H${right - r} A${r} ${r} 0 0 1 ${right} ${top + r} V${bottom - r} A${r} ${r} 0 0 1 ${right - r} ${bottom} H${left + r} A${r} ${r} 0 0 1 ${left} ${bottom - r} V${top + r} A${r} ${r} 0 0 1 ${left + r} ${top} Z`;
}
