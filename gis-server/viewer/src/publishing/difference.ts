import { isRecord } from '../http/client';

/** A feature that the public sees otherwise after the step. */
export interface ChangedFeature {
  id: string;
  kind: 'added' | 'changed' | 'removed';
  /** As the public sees it now, and afterwards; null where there is none. */
  before: FeatureState | null;
  after: FeatureState | null;
}

/** What of a feature is compared. */
export interface FeatureState {
  geometry: GeoJSON.Geometry | null;
  properties: Record<string, unknown>;
}

/** What a publish step changes for the public. */
export interface Difference {
  /** The revision that would be shown. */
  to: number;
  added: number;
  changed: number;
  removed: number;
  /** The first ones. */
  listed: ChangedFeature[];
}

/**
 * Reads what `GET /api/layers/{layer}/publish/difference` answers.
 *
 * @throws Error when the answer is none
 */
export function readDifference(answer: unknown): Difference {
  if (!isRecord(answer) || !Array.isArray(answer['listed'])) {
    throw new Error('the answer has no member "listed"');
  }
  return {
    to: Number(answer['to']),
    added: Number(answer['added']),
    changed: Number(answer['changed']),
    removed: Number(answer['removed']),
    listed: answer['listed'].filter(isRecord).map(readChanged),
  };
}

function readChanged(one: Record<string, unknown>): ChangedFeature {
  const before = readState(one['before']);
  const after = readState(one['after']);
  return {
    id: String(one['id']),
    kind: before === null ? 'added' : after === null ? 'removed' : 'changed',
    before,
    after,
  };
}

function readState(feature: unknown): FeatureState | null {
  if (!isRecord(feature)) return null;
  const { geometry, properties } = feature;
  return {
    geometry: isRecord(geometry) ? (geometry as unknown as GeoJSON.Geometry) : null,
    properties: isRecord(properties) ? properties : {},
  };
}

/** How many features differ, listed or not. */
export function total(difference: Difference): number {
  return difference.added + difference.changed + difference.removed;
}

/** The names of the attributes whose values differ, in the layer's order. */
export function changedAttributes(one: ChangedFeature, names: readonly string[]): string[] {
  const { before, after } = one;
  if (before === null || after === null) return [];
  return names.filter((name) => !isSame(before.properties[name], after.properties[name]));
}

/** Whether the place or the shape differs. */
export function isMoved({ before, after }: ChangedFeature): boolean {
  return before !== null && after !== null && !isSame(before.geometry, after.geometry);
}

/** Values of JSON; an attribute that is left out has none. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
