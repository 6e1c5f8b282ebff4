import { type Language, localeOf } from '../language/choice';
import { svgElement } from '../page/element';
import type { Depth, Duration } from './hazards';
import { depthTexts } from './depthTexts';

/**
 * Heights above the ground in metres. The floor of a Japanese house lies 0.5 m up, each storey takes
 * some 3 m; 0.5, 3 and 5 m are also where the classes of flood maps begin (水害ハザードマップ作成の手引き,
 * 国土交通省). An adult is 1.7 m tall, a child of seven 1.2 m.
 */
export const HEIGHTS_M = { floor: 0.5, upperFloor: 3.2, eaves: 6, ridge: 8, adult: 1.7, child: 1.2 } as const;

/** What a picture of a depth is drawn with: pixels per metre and the height of it. */
export interface DepthScale {
  pxPerM: number;
  /** What the picture shows, from the ground. */
  topM: number;
  /** Water that is there in any case, and water that may be. */
  sureM: number;
  mayM: number;
  /** Whether nothing says how deep it may come. */
  isOpen: boolean;
  /** Heights to be written at the side. */
  ticksM: number[];
}

const HEIGHT_PX = 200;
/** Above the ridge, so that one sees that the house is not cut. */
const HEADROOM_M = 1;
/** What is drawn of water without an upper end. */
const OPEN_M = 1.5;

/** The scale at which house and water both are seen whole. */
export function depthScale({ fromM, toM }: Depth): DepthScale {
  const sureM = Math.max(0, fromM);
  const mayM = toM === null ? sureM + OPEN_M : Math.max(sureM, toM);
  const topM = Math.max(HEIGHTS_M.ridge, mayM) + HEADROOM_M;
  const ticksM = [sureM, ...(toM === null ? [] : [mayM])].filter((height) => height > 0);
  return { pxPerM: HEIGHT_PX / topM, topM, sureM, mayM, isOpen: toM === null, ticksM: [...new Set(ticksM)] };
}

/** How far up water reaches, in words for those who do not see the picture. */
export function reachOf(depthM: number): 'none' | 'ankle' | 'knee' | 'adult' | 'ground_floor' | 'upper_floor' | 'above_roof' {
  if (depthM <= 0) return 'none';
  if (depthM < 0.3) return 'ankle';
  if (depthM <= 0.5) return 'knee';
  if (depthM <= HEIGHTS_M.adult) return 'adult';
  if (depthM <= HEIGHTS_M.upperFloor) return 'ground_floor';
  return depthM <= HEIGHTS_M.eaves ? 'upper_floor' : 'above_roof';
}

export function metresText(metres: number, language: Language): string {
  return `${metres.toLocaleString(localeOf(language), { maximumFractionDigits: 2 })} m`;
}

/** The depth in words: from, to, and how far up that is. */
export function depthWords(depth: Depth, language: Language): string {
  const words = depthTexts[language];
  const range =
    depth.toM === null
      ? words.from(metresText(depth.fromM, language))
      : depth.fromM <= 0
        ? words.upTo(metresText(depth.toM, language))
        : words.range(metresText(depth.fromM, language), metresText(depth.toM, language));
  // Water that stands at the beginning of a storey may stand in it.
  return `${range}${words.stop}${words.reaches[reachOf(depth.toM ?? depth.fromM + 0.01)]}`;
}

/** How long water stays: in hours below a day, else in days. */
export function durationWords({ fromHours, toHours }: Duration, language: Language): string {
  const words = depthTexts[language];
  const text = (hours: number) => {
    const [count, of] = hours < 24 ? [hours, words.hours] : [hours / 24, words.days];
    return of(count.toLocaleString(localeOf(language), { maximumFractionDigits: 1 }));
  };
  if (toHours === null) return words.above(text(fromHours));
  return fromHours <= 0 ? words.below(text(toHours)) : words.between(text(fromHours), text(toHours));
}

const WIDTH_PX = 320;
const GROUND_PX = 12;
const HOUSE = { left: 150, right: 262 };

/** A house of two storeys, an adult and a child, and the water, all to one scale. */
export function depthPicture(depth: Depth, language: Language): SVGSVGElement {
  const scale = depthScale(depth);
  const groundY = HEIGHT_PX;
  const y = (metres: number) => groundY - metres * scale.pxPerM;
  const rect = (kind: string, x: number, fromM: number, width: number, toM: number) =>
    svgElement('rect', {
      class: kind,
      x: String(x),
      y: y(toM).toFixed(1),
      width: String(width),
      height: ((toM - fromM) * scale.pxPerM).toFixed(1),
    });
  const path = (kind: string, d: string) => svgElement('path', { class: kind, d });
  const line = (kind: string, x1: number, x2: number, heightM: number) =>
    svgElement('line', { class: kind, x1: String(x1), x2: String(x2), y1: y(heightM).toFixed(1), y2: y(heightM).toFixed(1) });
  const picture = svgElement('svg', {
    class: 'depth-picture',
    viewBox: `0 0 ${WIDTH_PX} ${HEIGHT_PX + GROUND_PX}`,
    role: 'img',
    'aria-label': `${depthTexts[language].picture} ${depthWords(depth, language)}`,
  });
  picture.append(
    rect('depth-sky', 0, 0, WIDTH_PX, scale.topM),
    ...house(y, rect, path),
    person(36, HEIGHTS_M.adult, y, scale.pxPerM),
    person(84, HEIGHTS_M.child, y, scale.pxPerM),
  );
  if (scale.mayM > 0) {
    if (scale.mayM > scale.sureM) picture.append(rect('depth-may', 0, scale.sureM, WIDTH_PX, scale.mayM), ...stripes(scale, y));
    if (scale.sureM > 0) picture.append(rect('depth-sure', 0, 0, WIDTH_PX, scale.sureM));
  }
  picture.append(svgElement('rect', { class: 'depth-ground', x: '0', y: String(groundY), width: String(WIDTH_PX), height: String(GROUND_PX) }));
  for (const heightM of scale.ticksM) {
    picture.append(line('depth-line', 0, WIDTH_PX, heightM), label(metresText(heightM, language), y(heightM)));
  }
  if (scale.isOpen) picture.append(path('depth-arrow', `M300 ${y(scale.mayM) + 14} V${y(scale.mayM) - 4} m-6 7 l6 -7 l6 7`));
  return picture;
}

function house(
  y: (metres: number) => number,
  rect: (kind: string, x: number, fromM: number, width: number, toM: number) => SVGElement,
  path: (kind: string, d: string) => SVGElement,
): SVGElement[] {
  const { left, right } = HOUSE;
  const width = right - left;
  const { floor, upperFloor, eaves, ridge } = HEIGHTS_M;
  return [
    rect('depth-base', left, 0, width, floor),
    rect('depth-wall', left, floor, width, eaves),
    path('depth-roof', `M${left - 10} ${y(eaves)} L${(left + right) / 2} ${y(ridge)} L${right + 10} ${y(eaves)} Z`),
    path('depth-edge', `M${left} ${y(upperFloor)} H${right}`),
    rect('depth-door', left + 12, floor, 22, floor + 2),
    rect('depth-window', left + 56, floor + 0.9, 40, floor + 2.1),
    rect('depth-window', left + 14, upperFloor + 0.9, 32, upperFloor + 2.1),
    rect('depth-window', left + 64, upperFloor + 0.9, 32, upperFloor + 2.1),
  ];
}

function person(x: number, tallM: number, y: (metres: number) => number, pxPerM: number): SVGElement {
  const unit = (tallM * pxPerM) / 10;
  const top = y(tallM);
  const head = svgElement('circle', { class: 'depth-person', cx: String(x), cy: (top + 1.2 * unit).toFixed(1), r: (1.2 * unit).toFixed(1) });
  const body = svgElement('path', {
    class: 'depth-person',
    d: `M${x - 1.7 * unit} ${top + 2.8 * unit} h${3.4 * unit} v${3.6 * unit} h${-0.7 * unit} v${3.6 * unit} h${-0.9 * unit} v${-2.8 * unit} h${-0.2 * unit} v${2.8 * unit} h${-0.9 * unit} v${-3.6 * unit} h${-0.7 * unit} Z`,
  });
  return svgElement('g', {}, head, body);
}

/** Water that is not sure is striped, so that it is told apart without its colour. */
function stripes({ sureM, mayM }: DepthScale, y: (metres: number) => number): SVGElement[] {
  const made: SVGElement[] = [];
  const [top, bottom] = [y(mayM), y(sureM)];
  for (let at = top + 5; at < bottom - 1; at += 9) {
    made.push(svgElement('path', { class: 'depth-wave', d: `M0 ${at.toFixed(1)} q10 -5 20 0 ${'t20 0 '.repeat(WIDTH_PX / 20 - 1)}` }));
  }
  return made;
}

function label(words: string, atY: number): SVGElement {
  const made = svgElement('text', { class: 'depth-label', x: String(WIDTH_PX - 6), y: (Math.max(14, atY - 4)).toFixed(1), 'text-anchor': 'end' });
  made.textContent = words;
  return made;
}
