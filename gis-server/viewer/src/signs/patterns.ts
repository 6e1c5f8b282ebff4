import type { Drawing, Shape } from './drawing';
import { type ImageName, isClear } from './name';

/** A tile of a pattern of the given spacing, all lengths in CSS pixels. */
interface Tile {
  width: number;
  height: number;
  /** Drawn as lines of the pattern's width. */
  lines?: string;
  /** Drawn as areas. */
  areas?: string;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** A disc as a path. */
function disc(x: number, y: number, radius: number): string {
  const r = round(radius);
  return `M${round(x - r)} ${round(y)} a${r} ${r} 0 1 0 ${2 * r} 0 a${r} ${r} 0 1 0 ${-2 * r} 0 Z`;
}

/** Lines from lower left to upper right that meet those of the next tile. */
const rising = (s: number) =>
  `M${-s} ${s} L${s} ${-s} M0 ${s} L${s} 0 M0 ${2 * s} L${2 * s} 0`;
const falling = (s: number) => `M0 ${-s} L${2 * s} ${s} M0 0 L${s} ${s} M${-s} 0 L${s} ${2 * s}`;
const level = (s: number) => `M0 ${s / 2} H${s}`;
const upright = (s: number) => `M${s / 2} 0 V${s}`;

/**
 * The patterns by name. Slanted ones repeat after a whole number of pixels, as a tile of the map must;
 * their lines lie about the spacing apart.
 */
const TILES: Record<string, (spacing: number, width: number) => Tile> = {
  'hatch-0': (s) => ({ width: s, height: s, lines: level(s) }),
  'hatch-90': (s) => ({ width: s, height: s, lines: upright(s) }),
  'hatch-45': (s) => slanted(s, rising),
  'hatch-135': (s) => slanted(s, falling),
  cross: (s) => ({ width: s, height: s, lines: `${level(s)} ${upright(s)}` }),
  'cross-45': (s) => slanted(s, (side) => `${rising(side)} ${falling(side)}`),
  dots: (s, w) => ({ width: s, height: s, areas: disc(s / 2, s / 2, w) }),
  'dots-staggered': (s, w) => ({
    width: 2 * s,
    height: 2 * s,
    areas: `${disc(s / 2, s / 2, w)} ${disc(1.5 * s, 1.5 * s, w)}`,
  }),
  rings: (s) => ({ width: s, height: s, lines: disc(s / 2, s / 2, s / 4) }),
  plus: (s) => ({
    width: s,
    height: s,
    lines: `M${s / 4} ${s / 2} H${(3 * s) / 4} M${s / 2} ${s / 4} V${(3 * s) / 4}`,
  }),
  dashes: (s) => ({
    width: 2 * s,
    height: 2 * s,
    lines: `M${s / 4} ${s / 2} H${s} M${(5 * s) / 4} ${(3 * s) / 2} H${2 * s}`,
  }),
  waves: (s) => ({
    width: 2 * s,
    height: s,
    lines: `M${-s / 2} ${s / 2} q${s / 4} ${-s / 2} ${s / 2} 0 t${s / 2} 0 t${s / 2} 0 t${s / 2} 0 t${s / 2} 0 t${s / 2} 0`,
  }),
  triangles: (s) => ({
    width: s,
    height: s,
    lines: `M${s / 4} ${(3 * s) / 4} L${s / 2} ${s / 4} L${(3 * s) / 4} ${(3 * s) / 4} Z`,
  }),
  grass: (s) => ({
    width: 2 * s,
    height: 2 * s,
    lines: [tuft(s / 2, (3 * s) / 4, s), tuft((3 * s) / 2, (7 * s) / 4, s)].join(' '),
  }),
  paddy: (s) => ({
    width: 2 * s,
    height: 2 * s,
    lines: [stubble(s / 2, s / 2, s), stubble((3 * s) / 2, (3 * s) / 2, s)].join(' '),
  }),
};

/** The names that patterns can have, for the documentation. */
export const PATTERN_NAMES = Object.keys(TILES);

/** A repeating pattern; null when there is none of this name. */
export function patternOf(name: ImageName & { kind: 'pattern' }): Drawing | null {
  const { colour, background, spacingPx, widthPx } = name;
  const tile = Object.hasOwn(TILES, name.pattern)
    ? TILES[name.pattern]?.(Math.round(spacingPx), widthPx)
    : undefined;
  if (tile === undefined) return null;
  const { width, height, lines, areas } = tile;
  const shapes: Shape[] = [];
  if (!isClear(background)) shapes.push({ d: `M0 0 H${width} V${height} H0 Z`, fill: background });
  if (areas !== undefined) shapes.push({ d: areas, fill: colour });
  if (lines !== undefined) shapes.push({ d: lines, stroke: colour, width: widthPx });
  return { width, height, shapes };
}

function slanted(spacing: number, lines: (side: number) => string): Tile {
  const side = Math.max(3, Math.round(spacing * Math.SQRT2));
  return { width: side, height: side, lines: lines(side) };
}

/** The sign of rough land (荒地): a small tuft. */
function tuft(x: number, y: number, s: number): string {
  return `M${x - s / 4} ${y - s / 4} L${x - s / 8} ${y} H${x + s / 8} L${x + s / 4} ${y - s / 4} M${x} ${y} V${y - s / 3}`;
}

/** The sign of paddy fields (田): two short strokes. */
function stubble(x: number, y: number, s: number): string {
  return `M${x - s / 8} ${y - s / 4} V${y + s / 4} M${x + s / 8} ${y - s / 4} V${y + s / 4}`;
}
