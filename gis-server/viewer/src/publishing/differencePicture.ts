import { svgElement } from '../page/element';
import type { ChangedFeature } from './difference';

const WIDTH = 120;
const HEIGHT = 90;
const MARGIN = 8;
const POINT_RADIUS = 4;

type Position = readonly number[];

/** A part of a shape: a point, a line, or a ring or several that lie within each other. */
interface Part {
  kind: 'point' | 'line' | 'area';
  lines: readonly (readonly Position[])[];
}

/**
 * A small drawing of a feature as it is (dashed) and as it will be, north up; null when it has no
 * place in either state, or lies as a lone point somewhere, which a drawing without a map does not
 * tell.
 *
 * @param words what it shows, for whoever cannot see it
 */
export function differencePicture(one: ChangedFeature, words: string): SVGSVGElement | null {
  const before = partsOf(one.before?.geometry ?? null);
  const after = partsOf(one.after?.geometry ?? null);
  const positions = [...before, ...after].flatMap((part) => part.lines.flat());
  if (positions.length < 2) return null;
  const place = fitted(positions);
  return svgElement(
    'svg',
    {
      class: 'difference-picture',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: String(WIDTH),
      height: String(HEIGHT),
      role: 'img',
      'aria-label': words,
    },
    ...after.map((part) => drawn(part, place, 'difference-after')),
    ...before.map((part) => drawn(part, place, 'difference-before')),
  );
}

/** The parts of a geometry in GeoJSON. */
export function partsOf(geometry: GeoJSON.Geometry | null): Part[] {
  if (geometry === null) return [];
  switch (geometry.type) {
    case 'Point':
      return [{ kind: 'point', lines: [[geometry.coordinates]] }];
    case 'MultiPoint':
      return geometry.coordinates.map((point) => ({ kind: 'point', lines: [[point]] }));
    case 'LineString':
      return [{ kind: 'line', lines: [geometry.coordinates] }];
    case 'MultiLineString':
      return geometry.coordinates.map((line) => ({ kind: 'line', lines: [line] }));
    case 'Polygon':
      return [{ kind: 'area', lines: geometry.coordinates }];
    case 'MultiPolygon':
      return geometry.coordinates.map((rings) => ({ kind: 'area', lines: rings }));
    case 'GeometryCollection':
      return geometry.geometries.flatMap(partsOf);
  }
}

/**
 * Where positions in lon/lat come to lie in the drawing: as large as fits, in true proportions at
 * their latitude.
 */
export function fitted(positions: readonly Position[]): (position: Position) => [number, number] {
  const lons = positions.map((position) => position[0] ?? 0);
  const lats = positions.map((position) => position[1] ?? 0);
  const [west, east] = rangeOf(lons);
  const [south, north] = rangeOf(lats);
  const middle = { lon: (west + east) / 2, lat: (south + north) / 2 };
  const shrink = Math.cos((middle.lat * Math.PI) / 180);
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / ((east - west) * shrink),
    (HEIGHT - 2 * MARGIN) / (north - south),
  );
  // A lone point has no extent: it lies in the middle at any scale.
  const perDegree = Number.isFinite(scale) ? scale : 0;
  return ([lon = 0, lat = 0]) => [
    WIDTH / 2 + (lon - middle.lon) * shrink * perDegree,
    HEIGHT / 2 - (lat - middle.lat) * perDegree,
  ];
}

/** A loop, since a shape may have more positions than a call has arguments. */
function rangeOf(values: readonly number[]): [number, number] {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}

function drawn(
  part: Part,
  place: (position: Position) => [number, number],
  kind: string,
): SVGElement {
  if (part.kind === 'point') {
    const [x, y] = place(part.lines[0]?.[0] ?? []);
    return svgElement('circle', {
      class: kind,
      cx: x.toFixed(1),
      cy: y.toFixed(1),
      r: String(POINT_RADIUS),
    });
  }
  const end = part.kind === 'area' ? 'Z' : '';
  const path = part.lines
    .map((line) => {
      const at = line.map((position) => place(position).map((value) => value.toFixed(1)).join(' '));
      return `M${at.join('L')}${end}`;
    })
    .join('');
  return svgElement('path', { class: `${kind} difference-${part.kind}`, d: path });
}
