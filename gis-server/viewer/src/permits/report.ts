import { isRecord } from '../http/client';
import type { Language } from '../language/choice';

// The answer about a site, as /api/sites gives it.

/** Asks for every language, so that the page may change its own, and for shapes to show on the map. */
export const WHOLE = '&lang=all&geometry=features';

export const RESULTS = ['in', 'near', 'out', 'unknown'] as const;
export type Result = (typeof RESULTS)[number];

/** A text in every language of the page. */
export type Words = Record<Language, string>;

/** An attribute that is told of features. */
export interface Column {
  name: string;
  titles: { ja: string; en: string };
  /** Empty for none. */
  unit: string;
}

/** A feature that a finding rests on. */
export interface Named {
  id: number;
  label: string;
  /** Whether it reaches the site wherever its true border is. */
  certain: boolean;
  attributes: Record<string, unknown>;
  /** areaM2, sharePercent, lengthM, distanceM, frontageM, setbackM2 */
  measures: Record<string, number>;
  geometry: GeoJSON.Geometry | null;
}

export interface Finding {
  id: string;
  group: string;
  titles: Words;
  result: Result;
  texts: Words;
  values: Record<string, unknown>;
  /** Why it is so, as a code; empty for none. */
  remark: string;
  basis: string;
  isCertified: boolean;
  department: { names: Words; phone: string };
  /** The layer that was looked at; null when there was none. */
  source: { layer: string; titles: { ja: string; en: string }; date: string; accuracyM: number | null; revision: number } | null;
  toleranceM: number;
  columns: Column[];
  named: Named[];
  drawn: GeoJSON.Geometry | null;
}

export interface Lot {
  id: number;
  address: string;
}

export interface Report {
  lots: Lot[];
  /** Whether the lots have a true place. */
  isPlaced: boolean;
  areaM2: number | null;
  geometry: GeoJSON.Geometry | null;
  at: string;
  groups: { id: string; titles: Words }[];
  findings: Finding[];
}

const MEASURES = ['areaM2', 'sharePercent', 'lengthM', 'distanceM', 'frontageM', 'setbackM2'];

/** @throws Error when the answer is no report */
export function readReport(json: unknown): Report {
  if (!isRecord(json) || !isRecord(json['site']) || !Array.isArray(json['findings'])) {
    throw new Error('the answer is no report about a site');
  }
  const { site } = json;
  return {
    lots: records(site['parcels']).map((lot) => ({
      id: Number(lot['id']),
      address: text(lot['address']),
    })),
    isPlaced: site['placed'] === true,
    areaM2: number(site['areaM2']),
    geometry: geometry(site['geometry']),
    at: text(json['at']),
    groups: records(json['groups']).map((group) => ({
      id: text(group['id']),
      titles: words(group['titles']),
    })),
    findings: records(json['findings']).map(readFinding),
  };
}

function readFinding(json: Record<string, unknown>): Finding {
  const department = isRecord(json['department']) ? json['department'] : {};
  return {
    id: text(json['id']),
    group: text(json['group']),
    titles: words(json['titles']),
    result: RESULTS.find((result) => result === json['result']) ?? 'unknown',
    texts: words(json['texts']),
    values: isRecord(json['values']) ? json['values'] : {},
    remark: text(json['remark']),
    basis: text(json['basis']),
    isCertified: json['status'] === 'certified',
    department: { names: words(department['names']), phone: text(department['phone']) },
    source: readSource(json['source']),
    toleranceM: number(json['toleranceM']) ?? 0,
    columns: records(json['columns']).map((column) => ({
      name: text(column['name']),
      titles: titles(column['titles']),
      unit: text(column['unit']),
    })),
    named: records(json['features']).map(readNamed),
    drawn: geometry(json['drawn']),
  };
}

function readSource(json: unknown): Finding['source'] {
  if (!isRecord(json)) return null;
  return {
    layer: text(json['layer']),
    titles: titles(json['titles']),
    date: text(json['date']),
    accuracyM: number(json['accuracyM']),
    revision: number(json['revision']) ?? 0,
  };
}

function readNamed(json: Record<string, unknown>): Named {
  const measures: Record<string, number> = {};
  for (const name of MEASURES) {
    const value = number(json[name]);
    if (value !== null) measures[name] = value;
  }
  return {
    id: Number(json['id']),
    label: text(json['label']),
    certain: json['certain'] !== false,
    attributes: isRecord(json['attributes']) ? json['attributes'] : {},
    measures,
    geometry: geometry(json['geometry']),
  };
}

/** How many findings come to each result, in the order in which they are told. */
export function countResults(report: Report): Record<Result, number> {
  const counts: Record<Result, number> = { in: 0, near: 0, out: 0, unknown: 0 };
  for (const finding of report.findings) counts[finding.result] += 1;
  return counts;
}

function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function titles(value: unknown): { ja: string; en: string } {
  const record = isRecord(value) ? value : {};
  const ja = text(record['ja']) || text(record['en']);
  return { ja, en: text(record['en']) || ja };
}

function words(value: unknown): Words {
  const record = isRecord(value) ? value : {};
  const ja = text(record['ja']);
  return { ja, easy: text(record['easy']) || ja, en: text(record['en']) || ja };
}

function geometry(value: unknown): GeoJSON.Geometry | null {
  return isRecord(value) && typeof value['type'] === 'string'
    ? (value as unknown as GeoJSON.Geometry)
    : null;
}
