import { svgElement } from './element';

/** Drawn on a grid of 20 by 20. */
const PATHS = {
  close: 'M5 5 L15 15 M15 5 L5 15',
  whole: 'M3 8 V3 H8 M12 3 H17 V8 M17 12 V17 H12 M8 17 H3 V12 M8 10 H12 M10 8 V12',
} as const;

/** A small sign for a button; its meaning stands in the button's label. */
export function icon(name: keyof typeof PATHS): SVGSVGElement {
  const path = svgElement('path', {
    d: PATHS[name],
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.8',
  });
  const attributes = { class: 'icon', viewBox: '0 0 20 20', 'aria-hidden': 'true' };
  return svgElement('svg', attributes, path);
}
