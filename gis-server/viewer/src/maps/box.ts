import type { Box } from './tileGrid';

/** The box around a shape; null when it has no place at all. */
export function boxOf(shape: GeoJSON.Geometry): Box | null {
  const points = shape.type === 'GeometryCollection' ? [] : [...positionsIn(shape.coordinates)];
  if (shape.type === 'GeometryCollection') {
    for (const part of shape.geometries) {
      const box = boxOf(part);
      if (box !== null) points.push([box[0], box[1]], [box[2], box[3]]);
    }
  }
  if (points.length === 0) return null;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of points) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

/** The middle of a box. */
export function middleOf([west, south, east, north]: Box): { lng: number; lat: number } {
  return { lng: (west + east) / 2, lat: (south + north) / 2 };
}

/** Every position in a geometry's coordinates, however deep they are nested. */
function* positionsIn(coordinates: unknown): Generator<[number, number]> {
  if (!Array.isArray(coordinates)) return;
  const [first, second] = coordinates as unknown[];
  if (typeof first === 'number' && typeof second === 'number') yield [first, second];
  else for (const part of coordinates) yield* positionsIn(part);
}
