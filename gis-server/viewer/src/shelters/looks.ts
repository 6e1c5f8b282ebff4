import { element, svgElement } from '../page/element';
import type { Drawing, Shape } from '../signs/drawing';
import { symbolOf, transformed } from '../signs/symbols';
import type { Theme } from '../theme/choice';
import { CONGESTIONS, oneOf, type Shelter, type Status, STATUSES } from './shelter';

const PREFIX = 'machizu-shelter:';
const BOARD_PX = 26;
const WIDTH = 30;
const HEIGHT = 38;

interface Look {
  ink: Record<Theme, string>;
  ground: Record<Theme, string>;
}

const SAFE = '#0a7a4b';

/**
 * An open shelter has the full green of sign-boards, one that is about to open or close its outline,
 * one that is not open is grey: three brightnesses, so that nobody has to tell colours apart.
 */
const LOOKS: Record<Status, Look> = {
  open: { ink: { light: '#ffffff', dark: '#ffffff' }, ground: { light: SAFE, dark: '#0f8a56' } },
  opening: { ink: { light: SAFE, dark: '#7fd6a0' }, ground: { light: '#ffffff', dark: '#16191d' } },
  closing: { ink: { light: SAFE, dark: '#7fd6a0' }, ground: { light: '#ffffff', dark: '#16191d' } },
  closed: { ink: { light: '#5b636c', dark: '#b4bcc5' }, ground: { light: '#e8eaed', dark: '#2a2f36' } },
};

/** How full, in cells of the bar below the sign; 0 where that is not told. */
function cellsOf({ state }: Shelter): number {
  const congestion = state.full ? 'full' : state.congestion;
  return congestion === null ? 0 : CONGESTIONS.indexOf(congestion) + 1;
}

/** The name of the image that the map shows for a shelter; {@link drawShelter} draws it. */
export function signOf(shelter: Shelter, theme: Theme): string {
  const { status } = shelter.state;
  return `${PREFIX}${status}/${status === 'open' ? cellsOf(shelter) : 0}/${theme}`;
}

/** Draws the image of a name that {@link signOf} made; null for any other name. */
export function drawShelter(name: string): Drawing | null {
  if (!name.startsWith(PREFIX)) return null;
  const [status, cells, dark] = name.slice(PREFIX.length).split('/');
  const known = oneOf(STATUSES, status);
  const filled = Number(cells);
  if (known === null || !Number.isInteger(filled) || filled < 0 || filled > CONGESTIONS.length) return null;
  const theme: Theme = dark === 'dark' ? 'dark' : 'light';
  const paper = theme === 'dark' ? '#16191d' : '#ffffff';
  const { ink, ground } = LOOKS[known];
  const board = symbolOf({ kind: 'symbol', symbol: 'evacuation', colour: ink[theme], background: ground[theme], sizePx: BOARD_PX });
  const inset = (WIDTH - BOARD_PX) / 2;
  const shapes: Shape[] = [{ d: rounded(0.5, 0.5, WIDTH - 0.5, (filled === 0 ? WIDTH : HEIGHT) - 0.5, 5), fill: paper, stroke: ink[theme] === '#ffffff' ? ground[theme] : ink[theme], width: 1 }];
  for (const shape of board?.shapes ?? []) shapes.push({ ...shape, d: transformed(shape.d, 1, inset) });
  if (filled > 0) {
    const edge = theme === 'dark' ? '#ffffff' : '#1a1a1a';
    CONGESTIONS.forEach((_, at) => {
      const x = 3.5 + at * 6;
      const cell = `M${x} 30.5 H${x + 5} V35.5 H${x} Z`;
      shapes.push({ d: cell, ...(at < filled ? { fill: edge } : {}), stroke: edge, width: 1 });
    });
  }
  return { width: WIDTH, height: filled === 0 ? WIDTH : HEIGHT, shapes };
}

/** The same sign beside words. */
export function signView(shelter: Shelter, theme: Theme): Element {
  return viewOf(signOf(shelter, theme));
}

/** The sign of a state, for the legend. */
export function sampleOf(status: Status, cells: number, theme: Theme): Element {
  return viewOf(`${PREFIX}${status}/${cells}/${theme}`);
}

function viewOf(name: string): Element {
  const drawing = drawShelter(name);
  if (drawing === null) return element('span');
  const { width, height, shapes } = drawing;
  return svgElement(
    'svg',
    { class: 'shelter-sign', viewBox: `0 0 ${width} ${height}`, width: String(width), height: String(height), 'aria-hidden': 'true' },
    ...shapes.map(({ d, fill, stroke, width: line }) =>
      svgElement('path', {
        d,
        fill: fill ?? 'none',
        'fill-rule': 'evenodd',
        stroke: stroke ?? 'none',
        'stroke-width': String(line ?? 1),
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
      }),
    ),
  );
}

function rounded(left: number, top: number, right: number, bottom: number, r: number): string {
  return `M${left + r} ${top} H${right - r} A${r} ${r} 0 0 1 ${right} ${top + r} V${bottom - r} A${r} ${r} 0 0 1 ${right - r} ${bottom} H${left + r} A${r} ${r} 0 0 1 ${left} ${bottom - r} V${top + r} A${r} ${r} 0 0 1 ${left + r} ${top} Z`;
}
