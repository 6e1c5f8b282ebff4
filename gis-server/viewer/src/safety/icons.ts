import { svgElement } from '../page/element';
import type { Hazard, Result } from './hazards';
import type { Advice, Turn } from './guidance';
import type { Suits } from './shelters';

/** Signs on a grid of 24 by 24, in lines. */
const HAZARD_PATHS: Record<Hazard, string> = {
  flood: 'M4 11 L12 4 L20 11 M6.5 9.5 V14 M17.5 9.5 V14 M2 17 q2.5 -3 5 0 t5 0 t5 0 t5 0 M2 21 q2.5 -3 5 0 t5 0 t5 0 t5 0',
  inland_flood: 'M7 3 v4 M12 2 v5 M17 3 v4 M3 11 H21 M8 11 V15 M12 11 V15 M16 11 V15 M2 20 q2.5 -3 5 0 t5 0 t5 0 t5 0',
  landslide: 'M3 21 V9 L9 3 L21 21 Z M15 5 h4 v4 h-4 Z M19 12 h2.5 v2.5 H19 Z',
  tsunami: 'M2 21 H22 M3 18 C3 8 9 3 16 4 C20 4.6 21 8 19 10 C17.5 11.4 15.2 10.4 15.4 8.4 C11 9 12 15 19 18',
  storm_surge: 'M2 4 H14 a3 3 0 1 0 -3 -3 M2 8.5 H18 a3 3 0 1 1 -3 3 M2 17 q2.5 -3 5 0 t5 0 t5 0 t5 0 M2 21.5 q2.5 -3 5 0 t5 0 t5 0 t5 0',
  earthquake: 'M4 12 L12 4 L20 12 M6 10 V20 H18 V10 M12 4 L10.5 9 L13.5 12 L11 16 L12.5 20 M1.5 17 v5 M22.5 17 v5',
  fire: 'M12 2 C13 7 18 9 18 15 A6 6 0 0 1 6 15 C6 12 8 11 8.5 8 C10 9 10.5 10 10.6 11.5 C12 9.5 12.6 6 12 2 Z',
  volcano: 'M2 21 L9 9 H15 L22 21 Z M9 9 L11 12 L12 10 L13.5 12.5 L15 9 M12 6 V2 M8 6 L6 3 M16 6 L18 3',
};

const RESULT_PATHS: Record<Result, string> = {
  in: 'M12 3 L22 20.5 H2 Z M12 9 V14.5 M12 17 v0.6',
  near: 'M12 3 a9 9 0 1 0 0.01 0 M12 7 V13 M12 16 v0.6',
  out: 'M12 3 a9 9 0 1 0 0.01 0',
  unknown: 'M12 3 a9 9 0 1 0 0.01 0 M9 9.5 a3 3 0 1 1 4.2 2.7 C12.3 12.7 12 13.2 12 14 M12 16.6 v0.6',
};

const ADVICE_PATHS: Record<Advice, string> = {
  go: 'M13 3 a1.8 1.8 0 1 0 0.01 0 M12.5 8 L9.5 13 L13 15.5 L12.5 21 M9.5 13 L6 20 M12.5 8 L8 9 L6.5 12 M13.5 9 L16 12 L19 12.5',
  stay: 'M3 12 L12 4 L21 12 M5.5 10 V20 H18.5 V10 M12 12 a1.6 1.6 0 1 0 0.01 0 M9.5 20 V17.5 a2.5 2.5 0 0 1 5 0 V20',
  go_up: 'M3 21 H8 V16 H13 V11 H18 V6 H22 M4 12 V3 M1.5 6 L4 3 L6.5 6',
  leave_now_unsafe: 'M12 3 L22 20.5 H2 Z M12 9 V14.5 M12 17 v0.6',
};

const TURN_PATHS: Record<Turn, string> = {
  start: 'M12 5 a4 4 0 1 0 0.01 0 M12 13 V21',
  straight: 'M12 21 V4 M6 10 L12 4 L18 10',
  left: 'M17 21 V10 H5 M10 5 L5 10 L10 15',
  right: 'M7 21 V10 H19 M14 5 L19 10 L14 15',
  slight_left: 'M14 21 V14 L6 6 M6 12 V6 H12',
  slight_right: 'M10 21 V14 L18 6 M18 12 V6 H12',
  back: 'M7 21 V9 a5 5 0 0 1 10 0 V16 M12 12 L17 17 L22 12',
  arrive: 'M6 21 V3 H18 L15 7.5 L18 12 H6',
};

const SUITS_PATHS: Record<Suits, string> = {
  yes: 'M12 4 a8 8 0 1 0 0.01 0',
  upper_floor: 'M12 4 L21 20 H3 Z',
  no: 'M5 5 L19 19 M19 5 L5 19',
  unknown: 'M5 12 H19',
};

function sign(path: string, kind: string): SVGSVGElement {
  return svgElement(
    'svg',
    { class: `safety-sign ${kind}`.trim(), viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    svgElement('path', {
      d: path,
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': '2',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  );
}

// Their meaning always stands beside them in words.

export const hazardSign = (hazard: Hazard) => sign(HAZARD_PATHS[hazard], '');
export const resultSign = (result: Result) => sign(RESULT_PATHS[result], '');
export const adviceSign = (advice: Advice) => sign(ADVICE_PATHS[advice], 'sign-large');
export const turnSign = (turn: Turn) => sign(TURN_PATHS[turn], '');
export const suitsSign = (suits: Suits) => sign(SUITS_PATHS[suits], 'sign-small');

/** Signs of the page's parts. */
const PART_PATHS = {
  answer: 'M12 2.5 A6.5 6.5 0 0 1 18.5 9 C18.5 14 14 17 12 21.5 C10 17 5.5 14 5.5 9 A6.5 6.5 0 0 1 12 2.5 Z M10.3 8 a1.8 1.8 0 1 1 2.5 1.6 C12.2 9.9 12 10.3 12 10.9 M12 13 v0.4',
  guidance: ADVICE_PATHS.go,
  shelters: 'M3 12 L12 4 L21 12 M5.5 10 V20 H18.5 V10 M9.5 20 V14 H14.5 V20',
  plan: 'M6 3 H18 V21 H6 Z M9 8 l1.2 1.2 L12.4 7 M14 8 h1.5 M9 13 l1.2 1.2 L12.4 12 M14 13 h1.5 M9 18 h6.5',
  here: 'M12 6 a6 6 0 1 0 0.01 0 M12 1.5 V5 M12 19 V22.5 M1.5 12 H5 M19 12 H22.5 M12 11 a1 1 0 1 0 0.01 0',
} as const;

export type Part = keyof typeof PART_PATHS;

export const partSign = (part: Part) => sign(PART_PATHS[part], '');
