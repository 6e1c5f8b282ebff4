/** The eight directions, clockwise from north. */
export const DIRECTIONS = 8;

const RADIAN = Math.PI / 180;

/**
 * Where a line leads from its begin to its end, as one of eight directions; null when it comes back
 * to where it began, or is none.
 */
export function headingOf(shape: GeoJSON.Geometry): number | null {
  const line =
    shape.type === 'LineString'
      ? shape.coordinates
      : shape.type === 'MultiLineString'
        ? shape.coordinates[0]
        : undefined;
  const [west, south] = line?.[0] ?? [];
  const [east, north] = line?.at(-1) ?? [];
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
  const right = (east - west) * Math.cos(south * RADIAN);
  const up = north - south;
  if (right === 0 && up === 0) return null;
  const turn = Math.atan2(right, up) / (2 * Math.PI);
  return (Math.round(turn * DIRECTIONS) + DIRECTIONS) % DIRECTIONS;
}

/** The other way round. */
export function opposite(heading: number): number {
  return (heading + DIRECTIONS / 2) % DIRECTIONS;
}
