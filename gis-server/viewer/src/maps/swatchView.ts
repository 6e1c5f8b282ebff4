import { svgElement } from '../page/element';
import type { Drawing } from '../signs/drawing';
import { drawingOf } from '../signs/images';
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

function signOf(swatch: Swatch): SVGElement {
  const { shape, fill, stroke, dashed, casing } = swatch;
  const drawing = swatch.image === undefined ? null : drawingOf(swatch.image);
  if (drawing !== null) return shape === 'area' ? patternSign(swatch, drawing) : pointSign(drawing);
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

let patterns = 0;

/** An area filled with a pattern, over its colour if it has one. */
function patternSign({ fill, stroke }: Swatch, drawing: Drawing): SVGElement {
  const id = `pattern-${patterns++}`;
  const { width, height } = drawing;
  const pattern = svgElement('pattern', {
    id,
    width: String(width),
    height: String(height),
    patternUnits: 'userSpaceOnUse',
  });
  pattern.append(...pathsOf(drawing));
  const box = { x: '1', y: '1', width: '18', height: '14' };
  const sign = svgElement('g', {});
  sign.append(
    pattern,
    svgElement('rect', { ...box, fill: fill ?? 'none' }),
    svgElement('rect', { ...box, fill: `url(#${id})`, stroke: stroke ?? 'none' }),
  );
  return sign;
}

/** The sign itself, as large as the swatch is high. */
function pointSign(drawing: Drawing): SVGElement {
  const scale = 16 / Math.max(drawing.width, drawing.height);
  const sign = svgElement('g', { transform: `translate(2 0) scale(${scale})` });
  sign.append(...pathsOf(drawing));
  return sign;
}

function pathsOf({ shapes }: Drawing): SVGElement[] {
  return shapes.map(({ d, fill, stroke, width }) =>
    svgElement('path', {
      d,
      fill: fill ?? 'none',
      'fill-rule': 'evenodd',
      stroke: stroke ?? 'none',
      'stroke-width': String(width ?? 0),
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  );
}
