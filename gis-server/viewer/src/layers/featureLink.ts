import { type Client, isRecord } from '../http/client';
import type { Drawn } from '../maps/townMap';
import { partOf } from '../page/address';

/** The part of the address that names the feature whose attributes stand open (`f=parcels/123`). */
export const FEATURE = 'f';

/** A feature by its layer and its id there. */
export interface FeatureName {
  layerId: string;
  id: string;
}

/** The feature that an address opens; null when it names none. */
export function featureIn(hash: string): FeatureName | null {
  const match = /^([a-z][a-z0-9_]*)\/(\d+)$/.exec(partOf(hash, FEATURE));
  return match?.[1] && match[2] ? { layerId: match[1], id: match[2] } : null;
}

/** The same as a part of an address; empty for none. */
export function partForFeature(feature: FeatureName | null): Record<string, string> {
  return { [FEATURE]: feature === null ? '' : `${feature.layerId}/${feature.id}` };
}

/**
 * A feature as the server has it now.
 *
 * @throws ProblemError, UnreachableError; 404 also for a layer that one may not see
 */
export async function fetchFeature(client: Client, { layerId, id }: FeatureName): Promise<Drawn> {
  const layer = encodeURIComponent(layerId);
  const path = `/ogc/collections/${layer}/items/${encodeURIComponent(id)}?f=json`;
  const feature = await client.getJson(path);
  if (!isRecord(feature)) throw new Error(`${path} is no feature`);
  const { geometry, properties } = feature;
  return {
    layerId,
    id,
    geometry: isRecord(geometry) ? (geometry as unknown as GeoJSON.Geometry) : NOWHERE,
    properties: isRecord(properties) ? properties : {},
  };
}

/** The shape of a feature without a place, as a parcel in coordinates of its own (任意座標系). */
const NOWHERE: GeoJSON.Geometry = { type: 'MultiPoint', coordinates: [] };
