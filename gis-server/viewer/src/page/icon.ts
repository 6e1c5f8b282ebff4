import { svgElement } from './element';

/** Drawn on a grid of 20 by 20. */
const PATHS = {
  close: 'M5 5 L15 15 M15 5 L5 15',
  up: 'M4 13 L10 7 L16 13',
  down: 'M4 7 L10 13 L16 7',
  more: 'M3 10 h2 M9 10 h2 M15 10 h2',
  grip: 'M4 7 H16 M4 13 H16',
  list: 'M3 5 H17 M3 10 H17 M3 15 H17 M7 5 V15',
  link: 'M8 12 L12 8 M9 6 L11 4 A3.5 3.5 0 0 1 16 9 L14 11 M11 14 L9 16 A3.5 3.5 0 0 1 4 11 L6 9',
  person: 'M10 3 A3.2 3.2 0 1 1 9.99 3 M3.5 17 C3.5 12 16.5 12 16.5 17',
  leave: 'M8 3 H4 V17 H8 M9 10 H17 M13.5 6 L17 10 L13.5 14',
  whole: 'M3 8 V3 H8 M12 3 H17 V8 M17 12 V17 H12 M8 17 H3 V12 M8 10 H12 M10 8 V12',
} as const;

/** A small sign for a button; its meaning stands in the button's label. */
export function icon(name: keyof typeof PATHS): SVGSVGElement {
  const path = svgElement('path', {
    d: PATHS[name],
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': name === 'more' ? '2.4' : '1.8',
  });
  const attributes = { class: 'icon', viewBox: '0 0 20 20', 'aria-hidden': 'true' };
  return svgElement('svg', attributes, path);
}
