import type { Drawing, Shape } from './drawing';
import { type ImageName, isClear } from './name';

/** A sign on a grid of 20 by 20: areas are filled, lines drawn 1.8 wide. */
interface Sign {
  areas?: string;
  lines?: string;
}

const RING = 'M10 2 a8 8 0 1 0 0.01 0 Z';
const BUN = 'M10 4 V6 M4.5 7 H15.5 M6.5 7 C8 12 11 14.5 15 16 M13.5 7 C12 12 9 14.5 5 16';
const SMALL_BUN = 'M10 5.4 V7 M6 7.6 H14 M7.5 7.6 C8.5 11 10.5 13 13.5 14.3 M12.5 7.6 C11.5 11 9.5 13 6.5 14.3';
const ROOF = 'M2.5 10 L10 3.5 L17.5 10';
const WALLS = 'M4.5 9.5 V17 H15.5 V9.5';
const WATER = 'M2 16.5 q2 -2 4 0 t4 0 t4 0 t4 0';
const HEAD = 'M10 2.6 a1.9 1.9 0 1 0 0.01 0 Z';

/**
 * The signs by name, after the habit of the survey authority's map symbols (地図記号) and of JIS Z 8210;
 * our own drawings.
 */
export const SIGNS: Record<string, Sign> = {
  // refuge and disaster
  shelter: {
    lines: `${ROOF} ${WALLS} M11.2 17 L12 13.5 L9.8 12 L11 9.8 L8 10 M9.8 12 L8.6 14.6 L6.4 15`,
    areas: 'M12.4 6.8 a1.3 1.3 0 1 0 0.01 0 Z',
  },
  evacuation: {
    areas: 'M12.2 2.2 a1.7 1.7 0 1 0 0.01 0 Z M2 17.2 a8 1.9 0 1 0 16 0 a8 1.9 0 1 0 -16 0 Z',
    lines: 'M11 6.6 L8.6 10 L11.4 11.6 L10.6 15 M11 6.6 L7 7 L5.6 9 M11 6.6 L13.4 9 L15.4 8.4 M8.6 10 L7 13 L4.4 13.4',
  },
  warning: { lines: 'M10 3 L18 16.5 H2 Z M10 8 V12', areas: 'M10 13.2 a0.9 0.9 0 1 0 0.01 0 Z' },
  flood: { lines: `M5 9 L10 4 L15 9 M6.5 8 V12 H13.5 V8 ${WATER} M2 13.5 q2 -2 4 0 t4 0 t4 0 t4 0` },
  landslide: { lines: 'M3 17 H17 M3 17 V12 L12 3', areas: 'M11 8 h2.6 v2.6 h-2.6 Z M14 11.5 h2 v2 h-2 Z M7.5 11.5 h3 v3 h-3 Z' },
  // water and roads
  gauge: { areas: 'M5.5 4 H14.5 L10 11 Z', lines: 'M2 14 q2 -2 4 0 t4 0 t4 0 t4 0 M4 17.5 H16' },
  camera: { areas: 'M2.5 6.5 H13 V14.5 H2.5 Z M13.8 9.5 L17.8 7 V14 L13.8 11.5 Z' },
  pump: { lines: RING, areas: 'M6.5 14 L10 4.5 L13.5 14 Z' },
  well: { lines: `M4 9 H16 M5 9 V17 H15 V9 M6 9 V4 H14 V9 M10 4 V7` },
  hydrant: { areas: 'M10 2.5 a3.4 3.4 0 0 1 3.4 3.4 V15 H6.6 V5.9 A3.4 3.4 0 0 1 10 2.5 Z M5 15.5 H15 V17.5 H5 Z M4 8.5 H6 V12 H4 Z M14 8.5 H16 V12 H14 Z' },
  underpass: { lines: 'M2 6 H18 M4.5 17 V11.5 A5.5 5.5 0 0 1 15.5 11.5 V17 M8.5 15 q1.5 -1.4 3 0 M8.5 17.4 q1.5 -1.4 3 0' },
  'snow-dump': { lines: 'M10 2.5 V11.5 M6.1 4.8 L13.9 9.2 M13.9 4.8 L6.1 9.2 M2.5 17 L6.5 13.5 L10 16 L13.5 13.5 L17.5 17 Z' },
  'sewage-plant': { lines: `${RING} M5.2 8 q1.6 -1.6 3.2 0 t3.2 0 t3.2 0 M5.2 12 q1.6 -1.6 3.2 0 t3.2 0 t3.2 0` },
  // offices and services
  'town-hall': { lines: 'M10 4 a6 6 0 1 0 0.01 0 Z' },
  'city-hall': { lines: 'M10 2.6 a7.4 7.4 0 1 0 0.01 0 Z M10 6.4 a3.6 3.6 0 1 0 0.01 0 Z' },
  office: { lines: 'M5 17 V4 H15 V17 Z M8 7.5 H9 M11 7.5 H12 M8 11 H9 M11 11 H12 M10 17 V14' },
  police: { lines: `${RING} M5.5 5.5 L14.5 14.5 M14.5 5.5 L5.5 14.5` },
  koban: { lines: 'M4 4 L16 16 M16 4 L4 16' },
  fire: { lines: 'M10 17.5 V10.5 M4.5 3 C4.5 8 7 10.5 10 10.5 C13 10.5 15.5 8 15.5 3' },
  post: { lines: `${RING} M6.5 6.6 H13.5 M6.5 9.6 H13.5 M10 9.6 V15` },
  library: { lines: 'M10 5.5 C8 4 5 3.8 2.5 4.4 V15.4 C5 14.8 8 15 10 16.5 C12 15 15 14.8 17.5 15.4 V4.4 C15 3.8 12 4 10 5.5 Z M10 5.5 V16.5' },
  museum: { lines: 'M3 8 L10 3.5 L17 8 Z M3 17 H17 M5.5 8.5 V15.5 M10 8.5 V15.5 M14.5 8.5 V15.5' },
  community: { lines: `${ROOF} ${WALLS} M8 17 V12.5 H12 V17` },
  // health and welfare
  hospital: { lines: 'M4 4 H16 V11 L10 17.5 L4 11 Z M10 6 V12.6 M6.7 9.3 H13.3' },
  clinic: { areas: 'M8 3 H12 V8 H17 V12 H12 V17 H8 V12 H3 V8 H8 Z' },
  pharmacy: { lines: 'M5.6 14.4 A3.4 3.4 0 0 1 5.6 9.6 L9.6 5.6 A3.4 3.4 0 0 1 14.4 10.4 L10.4 14.4 A3.4 3.4 0 0 1 5.6 14.4 Z M7.6 7.6 L12.4 12.4' },
  welfare: { areas: 'M10 16.8 C4 12.4 2.6 9.6 2.6 7.4 A3.7 3.7 0 0 1 10 6.2 A3.7 3.7 0 0 1 17.4 7.4 C17.4 9.6 16 12.4 10 16.8 Z' },
  elderly: { lines: `${ROOF} ${WALLS} M9 17 V12 A1.6 1.6 0 0 1 12.2 12` },
  // children and schools
  school: { lines: BUN },
  'high-school': { lines: `${RING} ${SMALL_BUN}` },
  nursery: { areas: `${HEAD} M5 17.5 L7.5 8 H12.5 L15 17.5 Z`, lines: 'M7.5 9 L4 11.5 M12.5 9 L16 11.5' },
  // faith, culture, leisure
  // The upper arm points to the left (卍): its mirror image is another sign.
  temple: { lines: 'M10 3 V17 M3 10 H17 M10 3 H4 M10 17 H16 M3 10 V16.5 M17 10 V3.5' },
  shrine: { lines: 'M3 4.5 H17 M4.5 8.5 H15.5 M6 4.5 V17 M14 4.5 V17' },
  monument: { lines: 'M6 17 V7 A4 4 0 0 1 14 7 V17 M3.5 17 H16.5' },
  'cultural-property': { areas: 'M5 5 a1.8 1.8 0 1 0 0.01 0 Z M15 5 a1.8 1.8 0 1 0 0.01 0 Z M10 12.5 a1.8 1.8 0 1 0 0.01 0 Z' },
  park: { areas: 'M10 2.5 L15 9 H12.6 L16 13.5 H4 L7.4 9 H5 Z M9 13.5 H11 V17.5 H9 Z' },
  tourism: { areas: 'M10 2.2 L12.3 7.4 L18 8 L13.8 11.8 L15 17.4 L10 14.5 L5 17.4 L6.2 11.8 L2 8 L7.7 7.4 Z' },
  'hot-spring': { lines: 'M4.4 9 A6.4 4.6 0 1 0 15.6 9 M7 11 C5.6 8.6 8.4 7 7 4.4 M10 11 C8.6 8 11.4 6 10 3 M13 11 C11.6 8.6 14.4 7 13 4.4' },
  camping: { lines: 'M10 4 L2.5 16.5 H17.5 Z M10 10.5 L7.5 16.5 M10 10.5 L12.5 16.5' },
  sports: { lines: `${RING} M4.2 4.6 C8 7.5 8 12.5 4.2 15.4 M15.8 4.6 C12 7.5 12 12.5 15.8 15.4` },
  // traffic and daily life
  station: { areas: 'M5.5 3 H14.5 A1.5 1.5 0 0 1 16 4.5 V13 A2 2 0 0 1 14 15 H6 A2 2 0 0 1 4 13 V4.5 A1.5 1.5 0 0 1 5.5 3 Z M5.8 5 V9 H14.2 V5 Z M6.8 11 a1 1 0 1 0 0.01 0 Z M13.2 11 a1 1 0 1 0 0.01 0 Z', lines: 'M6.5 15.5 L4.5 18 M13.5 15.5 L15.5 18' },
  bus: { areas: 'M4.5 3.5 H15.5 A1 1 0 0 1 16.5 4.5 V15 H15 V17 H13 V15 H7 V17 H5 V15 H3.5 V4.5 A1 1 0 0 1 4.5 3.5 Z M5 5.5 V10 H15 V5.5 Z' },
  parking: { lines: 'M3 3 H17 V17 H3 Z M8 14.5 V6 H11 A2.6 2.6 0 0 1 11 11.2 H8' },
  toilet: { areas: 'M5.5 3 a1.5 1.5 0 1 0 0.01 0 Z M14.5 3 a1.5 1.5 0 1 0 0.01 0 Z M3.8 7 H7.2 V12 H6.8 V17.5 H4.2 V12 H3.8 Z M14.5 6.8 L17.4 13.4 H15.8 V17.5 H13.2 V13.4 H11.6 Z', lines: 'M10 3 V17' },
  aed: { areas: 'M10 17 C4 12.6 2.6 9.8 2.6 7.6 A3.7 3.7 0 0 1 10 6.4 A3.7 3.7 0 0 1 17.4 7.6 C17.4 9.8 16 12.6 10 17 Z M11 7 L7.4 11.4 H9.6 L8.6 14.4 L12.4 9.8 H10.2 Z' },
  shop: { lines: 'M3 8 L4.5 3.5 H15.5 L17 8 Z M4.5 8 V17 H15.5 V8 M8 17 V12 H12 V17' },
  // Points to the north; the map turns it.
  heading: { areas: 'M10 1.5 L16.5 17.5 L10 14 L3.5 17.5 Z' },
  marker: { areas: 'M10 1.8 A5.8 5.8 0 0 1 15.8 7.6 C15.8 11.4 12 14.6 10 18.4 C8 14.6 4.2 11.4 4.2 7.6 A5.8 5.8 0 0 1 10 1.8 Z M10 5.4 a2.2 2.2 0 1 0 0.01 0 Z' },
};

const LINE = 1.8;
/** How far the light edge of a sign without ground reaches around it. */
const HALO = 1.6;

/** The names that symbols can have, for the documentation. */
export const SYMBOL_NAMES = Object.keys(SIGNS);

/**
 * A sign for a point: with a ground it stands on a rounded square, as on sign-boards; without one it
 * has an edge that sets it off from what lies below.
 *
 * @returns null when there is none of this name
 */
export function symbolOf(name: ImageName & { kind: 'symbol' }): Drawing | null {
  const sign = Object.hasOwn(SIGNS, name.symbol) ? SIGNS[name.symbol] : undefined;
  if (sign === undefined) return null;
  const { colour, background, sizePx } = name;
  const isOnGround = !isClear(background);
  // The sign lies on 20 units; around it there is room for the ground or the edge.
  const scale = sizePx / (isOnGround ? 24 : 20 + 2 * HALO);
  const shift = isOnGround ? 2 : HALO;
  const place = (d: string) => transformed(d, scale, shift);
  const ink = ({ areas, lines }: Sign): Shape[] => [
    ...(areas === undefined ? [] : [{ d: place(areas), fill: colour }]),
    ...(lines === undefined ? [] : [{ d: place(lines), stroke: colour, width: LINE * scale }]),
  ];
  const under: Shape[] = isOnGround
    ? [{ d: roundedSquare(sizePx), fill: background }]
    : edgeOf(sign, colour).map(({ d, stroke, width }) => ({
        d: place(d),
        stroke,
        width: width * scale,
      }));
  return { width: sizePx, height: sizePx, shapes: [...under, ...ink(sign)] };
}

function edgeOf({ areas, lines }: Sign, colour: string) {
  const stroke = isLight(colour) ? '#15181ccc' : '#ffffffd9';
  const edges = [];
  if (areas !== undefined) edges.push({ d: areas, stroke, width: 2 * HALO });
  if (lines !== undefined) edges.push({ d: lines, stroke, width: LINE + 2 * HALO });
  return edges;
}

/** Whether an ink needs a dark edge. */
function isLight(colour: string): boolean {
  const wide = colour.length <= 5;
  const channel = (index: number) => {
    const digits = wide ? colour.charAt(1 + index).repeat(2) : colour.slice(1 + 2 * index, 3 + 2 * index);
    return Number.parseInt(digits, 16);
  };
  return 0.299 * channel(0) + 0.587 * channel(1) + 0.114 * channel(2) > 150;
}

function roundedSquare(size: number): string {
  const r = size / 6;
  return `M${r} 0 H${size - r} A${r} ${r} 0 0 1 ${size} ${r} V${size - r} A${r} ${r} 0 0 1 ${size - r} ${size} H${r} A${r} ${r} 0 0 1 0 ${size - r} V${r} A${r} ${r} 0 0 1 ${r} 0 Z`;
}

/** How many of a command's numbers are lengths or positions, and which are left alone. */
const ARC = 'aA';

/** A path moved by `shift` (absolute commands only) and then made larger by `scale`. */
export function transformed(d: string, scale: number, shift: number): string {
  let result = '';
  for (const [, command = '', rest = ''] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const isAbsolute = command === command.toUpperCase();
    const numbers = (rest.match(/-?[0-9.]+/g) ?? []).map(Number);
    const placed = numbers.map((value, index) => {
      if (ARC.includes(command)) {
        const part = index % 7;
        if (part >= 2 && part <= 4) return value;
        return scale * (value + (part >= 5 && isAbsolute ? shift : 0));
      }
      return scale * (value + (isAbsolute ? shift : 0));
    });
    result += command + placed.map((value) => Math.round(value * 1000) / 1000).join(' ');
  }
  return result;
}
