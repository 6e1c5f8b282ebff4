import { isRecord } from '../http/client';

/** How grave a level is, from low to high. */
export const SEVERITIES = ['notice', 'standby', 'caution', 'judgement', 'danger'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** How far a gauge can be relied on at the moment. */
export const QUALITIES = ['good', 'doubted', 'maintenance', 'silent', 'late', 'none'] as const;

export type Quality = (typeof QUALITIES)[number];

/** What heights are measured from. */
export type Reference = 'zero' | 'tp' | 'overflow';

/** A named height. */
export interface Level {
  code: string;
  name: string;
  metres: number;
  severity: Severity;
}

/** The newest believed reading. */
export interface Latest {
  time: Date;
  metres: number;
  /** Above T.P. (Tokyo Peil); null where the zero of the gauge is not known. */
  tpM: number | null;
  /** The code of the highest level that is reached; null below all of them. */
  level: string | null;
  leftToEmbankmentM: number | null;
}

export interface Trend {
  direction: 'rising' | 'falling' | 'steady';
  metresPerHour: number;
}

/** When a level will be reached if it goes on so. */
export interface Forecast {
  /** The code of the level. */
  level: string;
  /** The reading from which on the seconds count. */
  since: Date;
  aboutS: number;
  soonestS: number;
  latestS: number;
}

/** A gauge as the server tells it to whoever is here. */
export interface Gauge {
  gauge: string;
  /** The id of its feature in the layer of gauges. */
  id: string;
  name: string;
  kind: string;
  /** The river or pond. */
  water: string;
  section: string;
  place: [number, number] | null;
  reference: Reference;
  zeroTpM: number | null;
  /** From low to high. */
  levels: readonly Level[];
  embankmentM: number | null;
  quality: Quality;
  latest: Latest | null;
  trend: Trend | null;
  forecast: Forecast | null;
  /** The drill that the public is told of, while it is on. */
  drill: { name: string; until: Date } | null;
  /** Whether it sends in a way in which messages may be lost; told to who sees to gauges only. */
  mayLose: boolean;
}

/** All gauges that somebody sees. */
export interface GaugeSheet {
  /** The server's time. */
  time: Date;
  /** Whether they see to gauges and alerts. */
  minds: boolean;
  gauges: readonly Gauge[];
}

/** Reads the answer of `/api/gauges/latest`; gauges that make no sense are left out. */
export function readSheet(json: unknown): GaugeSheet {
  const answer = isRecord(json) ? json : {};
  const list = Array.isArray(answer['gauges']) ? answer['gauges'] : [];
  return {
    time: momentOf(answer['time']) ?? new Date(),
    minds: answer['minds'] === true,
    gauges: list.flatMap((one: unknown) => readGauge(one) ?? []),
  };
}

/** Reads one gauge; null when it is none. */
export function readGauge(json: unknown): Gauge | null {
  if (!isRecord(json) || typeof json['gauge'] !== 'string') return null;
  const lon = numberOf(json['lon']);
  const lat = numberOf(json['lat']);
  const levels = Array.isArray(json['levels']) ? json['levels'] : [];
  const reference = json['reference'];
  return {
    gauge: json['gauge'],
    id: textOf(json['id']) || String(json['id'] ?? ''),
    name: textOf(json['name']) || json['gauge'],
    kind: textOf(json['kind']),
    water: textOf(json['water']),
    section: textOf(json['section']),
    place: lon === null || lat === null ? null : [lon, lat],
    reference: reference === 'tp' || reference === 'overflow' ? reference : 'zero',
    zeroTpM: numberOf(json['zeroTpM']),
    levels: levels.flatMap((one: unknown) => readLevel(one) ?? []).sort((a, b) => a.metres - b.metres),
    embankmentM: numberOf(json['embankmentM']),
    quality: QUALITIES.find((quality) => quality === json['quality']) ?? 'none',
    latest: readLatest(json['latest']),
    trend: readTrend(json['trend']),
    forecast: readForecast(json['forecast']),
    drill: readDrill(json['drill']),
    mayLose: json['mayLose'] === true,
  };
}

/** Reads a level; null when it is none. */
export function readLevel(json: unknown): Level | null {
  if (!isRecord(json)) return null;
  const metres = numberOf(json['metres']);
  const severity = severityOf(json['severity']);
  if (typeof json['code'] !== 'string' || metres === null || severity === null) return null;
  return { code: json['code'], name: textOf(json['name']) || json['code'], metres, severity };
}

/** The highest level that the newest reading reaches; null below all, or when it is not to be relied on. */
export function reached(gauge: Gauge): Level | null {
  if (!isCurrent(gauge)) return null;
  return gauge.levels.find(({ code }) => code === gauge.latest?.level) ?? null;
}

/** The lowest level that is not reached yet; null above all of them. */
export function nextLevel({ levels, latest }: Gauge): Level | null {
  if (latest === null) return null;
  return levels.find(({ metres }) => metres > latest.metres) ?? null;
}

/** Whether the newest reading tells how high the water stands now. */
export function isCurrent({ quality, latest }: Gauge): boolean {
  return quality === 'good' && latest !== null;
}

/** The gravest first; then those that can tell nothing; then the nearest to its next level; then by name. */
export function inOrder(gauges: readonly Gauge[]): Gauge[] {
  const rank = (gauge: Gauge) => {
    const level = reached(gauge);
    if (level !== null) return 1 + SEVERITIES.indexOf(level.severity);
    return isCurrent(gauge) ? 0 : 0.5;
  };
  const left = (gauge: Gauge) => {
    const next = isCurrent(gauge) ? nextLevel(gauge) : null;
    return next === null || gauge.latest === null ? Number.MAX_VALUE : next.metres - gauge.latest.metres;
  };
  return [...gauges].sort(
    (a, b) => rank(b) - rank(a) || left(a) - left(b) || a.name.localeCompare(b.name, 'ja', { numeric: true }),
  );
}

export function severityOf(value: unknown): Severity | null {
  return SEVERITIES.find((severity) => severity === value) ?? null;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function momentOf(value: unknown): Date | null {
  if (typeof value !== 'string') return null;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

function readLatest(json: unknown): Latest | null {
  if (!isRecord(json)) return null;
  const time = momentOf(json['time']);
  const metres = numberOf(json['metres']);
  if (time === null || metres === null) return null;
  return {
    time,
    metres,
    tpM: numberOf(json['tpM']),
    level: textOf(json['level']) || null,
    leftToEmbankmentM: numberOf(json['leftToEmbankmentM']),
  };
}

function readTrend(json: unknown): Trend | null {
  if (!isRecord(json)) return null;
  const metresPerHour = numberOf(json['metresPerHour']);
  const direction = json['direction'];
  if (metresPerHour === null) return null;
  if (direction !== 'rising' && direction !== 'falling' && direction !== 'steady') return null;
  return { direction, metresPerHour };
}

function readDrill(json: unknown): Gauge['drill'] {
  const until = isRecord(json) ? momentOf(json['until']) : null;
  return !isRecord(json) || until === null ? null : { name: textOf(json['name']), until };
}

function readForecast(json: unknown): Forecast | null {
  if (!isRecord(json) || !isRecord(json['reach'])) return null;
  const since = momentOf(json['since']);
  const { about, soonest, latest } = json['reach'];
  const [aboutS, soonestS, latestS] = [numberOf(about), numberOf(soonest), numberOf(latest)];
  if (since === null || aboutS === null || soonestS === null || latestS === null) return null;
  return { level: textOf(json['level']), since, aboutS, soonestS, latestS };
}
