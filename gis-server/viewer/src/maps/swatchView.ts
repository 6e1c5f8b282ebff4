import { svgElement } from '../page/element';
import type { Swatch } from './swatch';

const LINE = 'M1 12 L7 5 L13 10 L19 4';

/** The legend sign as a drawing of 20 by 16 pixels; its meaning stands in words beside it. */
export function swatchView(swatch: Swatch | null): SVGSVGElement {
  const view = svgElement('svg', {
    class: 'swatch',
    viewBox: '0 0 20 16',
    width: '20',
    height: '16',
    'aria-hidden': 'true',
  });
  if (swatch !== null) view.append(signOf(swatch));
  return view;
}

function signOf({ shape, fill, stroke, dashed, casing }: Swatch): SVGElement {
  const paint = {
    fill: fill ?? 'none',
    stroke: stroke ?? 'none',
    'stroke-width': shape === 'line' ? '3' : '1.5',
    'stroke-dasharray': dashed ? '4 2' : false,
  };
  switch (shape) {
    case 'area':
      return svgElement('rect', { x: '2', y: '2', width: '16', height: '12', ...paint });
    case 'line': {
      const line = svgElement('path', { d: LINE, ...paint });
      if (casing === undefined) return line;
      const edge = svgElement('path', { d: LINE, ...paint, stroke: casing, 'stroke-width': '5' });
      const sign = svgElement('g', {});
      sign.append(edge, line);
      return sign;
    }
    case 'point':
      return svgElement('circle', { cx: '10', cy: '8', r: '5.5', ...paint });
  }
}
