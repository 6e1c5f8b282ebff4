import { svgElement } from '../page/element';
import type { Drawing } from '../signs/drawing';
import { drawingOf } from '../signs/images';
import type { Swatch } from './swatch';

const WIDTH = 28;
const HEIGHT = 18;
const MIDDLE = `translate(${WIDTH / 2} ${HEIGHT / 2})`;
/** Straight: stripes and edges are recognised only where nothing bends. */
const LINE = `M1 ${HEIGHT / 2} H${WIDTH - 1}`;
/** An area, centred. */
const BOX = { x: '3', y: '2', width: String(WIDTH - 6), height: String(HEIGHT - 4) };

/** The legend sign as a drawing of 28 by 18 pixels; its meaning stands in words beside it. */
export function swatchView(swatch: Swatch | null): SVGSVGElement {
  const view = svgElement('svg', {
    class: 'swatch',
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    width: String(WIDTH),
    height: String(HEIGHT),
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
    'stroke-width': shape === 'line' ? '4' : '1.5',
    'stroke-dasharray': dashed ? (shape === 'line' ? '5 4' : '4 2') : false,
  };
  switch (shape) {
    case 'area':
      return svgElement('rect', { ...BOX, ...paint });
    case 'line': {
      const line = svgElement('path', { d: LINE, ...paint });
      if (casing === undefined) return line;
      const edge = svgElement('path', {
        d: LINE,
        stroke: casing,
        'stroke-width': '7',
      });
      const sign = svgElement('g', {});
      sign.append(edge, line);
      return sign;
    }
    case 'point':
      return svgElement('circle', { transform: MIDDLE, r: '6', ...paint });
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
  const sign = svgElement('g', {});
  sign.append(
    pattern,
    svgElement('rect', { ...BOX, fill: fill ?? 'none' }),
    svgElement('rect', { ...BOX, fill: `url(#${id})`, stroke: stroke ?? 'none' }),
  );
  return sign;
}

/** The sign itself, as large as the swatch is high. */
function pointSign(drawing: Drawing): SVGElement {
  const { width, height } = drawing;
  const scale = HEIGHT / Math.max(width, height);
  const centred = `scale(${scale}) translate(${-width / 2} ${-height / 2})`;
  const sign = svgElement('g', { transform: `${MIDDLE} ${centred}` });
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
