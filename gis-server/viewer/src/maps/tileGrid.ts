/** West, south, east, north in degrees, lon/lat. */
export type Box = readonly [number, number, number, number];

/** A tile of the Web Mercator pyramid, y counted from the north (XYZ). */
export interface Tile {
  z: number;
  x: number;
  y: number;
}

/** Web Mercator ends here: beyond it the projection runs away. */
const MAX_LAT = 85.051129;

/**
 * How far beyond its geometry a feature is drawn, in parts of a tile: line widths, circles and
 * labels of neighbours. Tiles are cut with a buffer, so the next tile holds it too.
 */
const REACH = 1 / 16;

/**
 * The tiles of one zoom level that the boxes touch, seen through a window; the window bounds the
 * answer, so that a box around the whole town costs no more than what is on the screen.
 */
export function tilesTouching(boxes: readonly Box[], window: Box, z: number): Tile[] {
  const seen = rangeOf(window, z, 0);
  const found = new Map<string, Tile>();
  for (const box of boxes) {
    const touched = rangeOf(box, z, REACH);
    const left = Math.max(seen.left, touched.left);
    const right = Math.min(seen.right, touched.right);
    const top = Math.max(seen.top, touched.top);
    const bottom = Math.min(seen.bottom, touched.bottom);
    for (let x = left; x <= right; x++) {
      for (let y = top; y <= bottom; y++) found.set(`${x}/${y}`, { z, x, y });
    }
  }
  return [...found.values()];
}

interface Range {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function rangeOf([west, south, east, north]: Box, z: number, reach: number): Range {
  const across = 2 ** z;
  const tile = (position: number) => Math.min(across - 1, Math.max(0, Math.floor(position)));
  return {
    left: tile(column(west) * across - reach),
    right: tile(column(east) * across + reach),
    top: tile(row(north) * across - reach),
    bottom: tile(row(south) * across + reach),
  };
}

/** Longitude as a part of the world's width, 0 at 180° west. */
export function column(lon: number): number {
  return (lon + 180) / 360;
}

/** Latitude as a part of the world's height in Web Mercator, 0 in the north. */
export function row(lat: number): number {
  const bounded = Math.min(MAX_LAT, Math.max(-MAX_LAT, lat));
  const sin = Math.sin((bounded * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}
