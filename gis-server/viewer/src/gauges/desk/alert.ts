import { isRecord } from '../../http/client';
import { momentOf, numberOf, SEVERITIES, type Severity, severityOf, textOf } from '../gauge';

/** What an alert is about. */
export type Kind = 'level' | 'forecast' | 'bad-data' | 'no-data';

/** What somebody did. */
export interface Deed {
  by: string;
  at: Date;
  note: string;
}

/** Something that people have to know about a gauge, and what they did about it. */
export interface Alert {
  id: number;
  gauge: string;
  name: string;
  water: string;
  drill: boolean;
  /** Whether it is of a drill that the public may be told of. */
  isPublicDrill: boolean;
  kind: Kind;
  level: string;
  levelName: string;
  severity: Severity;
  raised: Date;
  last: Date;
  cleared: Date | null;
  peakM: number | null;
  /** For forecasts, in seconds from `last` on. */
  reach: { aboutS: number; soonestS: number; latestS: number } | null;
  /** What the gauges up- and downstream say of it; null when it is over. */
  neighbours: 'confirmed' | 'contradicted' | 'unknown' | null;
  status: 'active' | 'ended' | 'withdrawn' | 'merged';
  /** Whether it was over before anybody could be told. */
  past: boolean;
  version: number;
  acknowledged: Deed | null;
  assignee: string;
  published: Deed | null;
}

/** One step in the life of an alert. */
export interface Step {
  what: string;
  recorded: Date;
  author: string;
  note: string;
}

/** A message to somebody, and what became of it. */
export interface Delivery {
  recipient: string;
  /** Empty when they are removed. */
  recipientName: string;
  channel: string;
  address: string;
  purpose: string;
  state: string;
  reason: string;
  error: string;
  drill: boolean;
  made: Date;
  sent: Date | null;
}

const KINDS: readonly Kind[] = ['level', 'forecast', 'bad-data', 'no-data'];
const NEIGHBOURS = ['confirmed', 'contradicted', 'unknown'] as const;
const STATUSES = ['active', 'ended', 'withdrawn', 'merged'] as const;

/** Reads the answer of `/api/alerts`; what makes no sense is left out. */
export function readAlerts(json: unknown): Alert[] {
  return listOf(json, 'alerts').flatMap((one) => readAlert(one) ?? []);
}

/** Reads one alert; null when it is none. */
export function readAlert(json: unknown): Alert | null {
  if (!isRecord(json)) return null;
  const id = numberOf(json['id']);
  const raised = momentOf(json['raised']);
  const kind = KINDS.find((one) => one === json['kind']);
  if (id === null || raised === null || kind === undefined) return null;
  return {
    id,
    gauge: textOf(json['gauge']),
    name: textOf(json['name']) || textOf(json['gauge']),
    water: textOf(json['water']),
    drill: json['drill'] === true,
    isPublicDrill: json['publicDrill'] === true,
    kind,
    level: textOf(json['level']),
    levelName: textOf(json['levelName']) || textOf(json['level']),
    severity: severityOf(json['severity']) ?? 'notice',
    raised,
    last: momentOf(json['last']) ?? raised,
    cleared: momentOf(json['cleared']),
    peakM: numberOf(json['peakM']),
    reach: readReach(json['reach']),
    neighbours: NEIGHBOURS.find((one) => one === json['neighbours']) ?? null,
    status: STATUSES.find((one) => one === json['status']) ?? 'active',
    past: json['past'] === true,
    version: numberOf(json['version']) ?? 0,
    acknowledged: readDeed(json['acknowledged']),
    assignee: textOf(json['assignee']),
    published: readDeed(json['published']),
  };
}

/** Reads the steps of an answer about one alert, the newest first. */
export function readSteps(json: unknown): Step[] {
  const steps = listOf(json, 'steps').flatMap((one) => {
    const recorded = isRecord(one) ? momentOf(one['recorded']) : null;
    if (!isRecord(one) || recorded === null) return [];
    return { what: textOf(one['what']), recorded, author: textOf(one['author']), note: textOf(one['note']) };
  });
  return steps.reverse();
}

/** Reads the answer of `/api/alerts/{id}/deliveries`. */
export function readDeliveries(json: unknown): Delivery[] {
  return listOf(json, 'deliveries').flatMap((one) => {
    const made = isRecord(one) ? momentOf(one['made']) : null;
    if (!isRecord(one) || made === null) return [];
    return {
      recipient: textOf(one['recipient']),
      recipientName: textOf(one['recipientName']),
      channel: textOf(one['channel']),
      address: textOf(one['address']),
      purpose: textOf(one['purpose']),
      state: textOf(one['state']),
      reason: textOf(one['reason']),
      error: textOf(one['error']),
      drill: one['drill'] === true,
      made,
      sent: momentOf(one['sent']),
    };
  });
}

/** Whether somebody has yet to take notice of it. */
export function isWaiting({ status, acknowledged, past }: Alert): boolean {
  return acknowledged === null && !past && (status === 'active' || status === 'ended');
}

/** Whether it calls for people with a sound: real or drill, of caution and above. */
export function isLoud(alert: Alert): boolean {
  return isWaiting(alert) && SEVERITIES.indexOf(alert.severity) >= SEVERITIES.indexOf('caution');
}

/** The tag of the state that an alert is in, for `If-Match`. */
export function tagOf({ id, version }: Alert): string {
  return `"alert-${id}-${version}"`;
}

/** The alerts of one gauge that are shown together. */
export interface Group {
  /** Names it on the page. */
  key: string;
  /** The one that tells how the gauge stands: the gravest level that is reached; without one, the gravest of all. */
  lead: Alert;
  others: readonly Alert[];
}

/** Alerts in the three parts of the desk, gauge by gauge. */
export interface Grouped {
  /** Nobody has taken notice of at least one of them. */
  waiting: Group[];
  /** Somebody has of all, and at least one goes on. */
  standing: Group[];
  /** The newest first. */
  over: Group[];
}

/** Real ones before drills, what goes on before what is over, the gravest first, then the newest. */
function inOrder(a: Alert, b: Alert): number {
  return (
    Number(a.drill) - Number(b.drill) ||
    Number(a.status !== 'active') - Number(b.status !== 'active') ||
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    b.raised.getTime() - a.raised.getTime() ||
    b.id - a.id
  );
}

/** What is over and noticed stands apart, also of a gauge of which something goes on. */
export function grouped(alerts: readonly Alert[]): Grouped {
  const all = [...alerts].sort(inOrder);
  const isOver = (alert: Alert) => !isWaiting(alert) && alert.status !== 'active';
  const open = groupsOf(all.filter((alert) => !isOver(alert)), '');
  const isOfWaiting = ({ lead, others }: Group) => isWaiting(lead) || others.some(isWaiting);
  return {
    waiting: open.filter(isOfWaiting),
    standing: open.filter((group) => !isOfWaiting(group)),
    over: groupsOf(
      all.filter(isOver).sort((a, b) => b.raised.getTime() - a.raised.getTime()),
      '-over',
    ),
  };
}

/** In the order of their first ones. */
function groupsOf(alerts: readonly Alert[], ending: string): Group[] {
  const byGauge = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const key = `${alert.gauge}${alert.drill ? '-drill' : ''}${ending}`;
    const there = byGauge.get(key);
    if (there === undefined) byGauge.set(key, [alert]);
    else there.push(alert);
  }
  return [...byGauge].flatMap(([key, all]) => {
    // A level that will be reached, or would be by doubtful readings, is not where the water stands.
    const lead = all.find(({ kind, status }) => kind === 'level' && status === 'active') ?? all[0];
    return lead === undefined ? [] : { key, lead, others: all.filter((alert) => alert !== lead) };
  });
}

function listOf(json: unknown, name: string): unknown[] {
  return isRecord(json) && Array.isArray(json[name]) ? json[name] : [];
}

function readDeed(json: unknown): Deed | null {
  if (!isRecord(json)) return null;
  const at = momentOf(json['at']);
  return at === null ? null : { by: textOf(json['by']), at, note: textOf(json['note']) };
}

function readReach(json: unknown): Alert['reach'] {
  if (!isRecord(json)) return null;
  const [aboutS, soonestS, latestS] = [numberOf(json['about']), numberOf(json['soonest']), numberOf(json['latest'])];
  return aboutS === null || soonestS === null || latestS === null ? null : { aboutS, soonestS, latestS };
}
