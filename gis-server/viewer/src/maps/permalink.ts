import { partOf } from '../page/address';
import { type Appearance, FULL, type Move, PLAIN } from './appearance';

/** The name under which the map keeps its place in the address (`#map=zoom/lat/lon`). */
export const PLACE = 'map';

const ON = 'on';
const OFF = 'off';
const OPACITY = 'op';
const ORDER = 'ord';

/** An address longer than anything we write names no more than so many layers. */
const MAX_ENTRIES = 200;

/** Whether the address says where to look. */
export function hasPlace(hash: string): boolean {
  return partOf(hash, PLACE) !== '';
}

/**
 * How an address wants the layers: `on=farmland&off=roads&op=parcels:40&ord=flood:roads,aerial:`.
 * Only what differs from the style stands there. An `ord` entry is a layer and the one it lies
 * directly above; with none it lies at the bottom. What cannot be understood is passed over, so that
 * an old link shows as much as it can.
 */
export function appearanceIn(hash: string): Appearance {
  const on = new Set(entries(hash, ON));
  const off = new Set(entries(hash, OFF).filter((id) => !on.has(id)));
  const opacity = new Map<string, number>();
  for (const [id, text] of pairs(hash, OPACITY)) {
    const percent = Number(text);
    if (Number.isInteger(percent) && percent >= 0 && percent < FULL) opacity.set(id, percent);
  }
  const moves = pairs(hash, ORDER).map(([layer, above]): Move => ({ layer, above }));
  return on.size + off.size + opacity.size + moves.length === 0 ? PLAIN : { on, off, opacity, moves };
}

/** The same as parts of an address. */
export function partsFor({ on, off, opacity, moves }: Appearance): Record<string, string> {
  return {
    [ON]: [...on].sort().join(','),
    [OFF]: [...off].sort().join(','),
    [OPACITY]: [...opacity].map(([id, percent]) => `${id}:${percent}`).sort().join(','),
    [ORDER]: moves.map(({ layer, above }) => `${layer}:${above}`).join(','),
  };
}

function entries(hash: string, name: string): string[] {
  const found = partOf(hash, name).split(',').filter((entry) => entry !== '');
  return found.slice(0, MAX_ENTRIES);
}

/** Entries of the form `layer:value`. */
function pairs(hash: string, name: string): [string, string][] {
  return entries(hash, name).flatMap((entry) => {
    const [id, value, more] = entry.split(':');
    return id && value !== undefined && more === undefined ? [[id, value] as [string, string]] : [];
  });
}
