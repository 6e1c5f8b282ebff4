import { isRecord } from '../../http/client';
import { recordOf } from '../desk/answer';

export const GRANTS = ['read', 'edit', 'publish'] as const;
export type Grant = (typeof GRANTS)[number];

/** How an attribute is shown; from least to most. */
export const SHOWN = ['hidden', 'onDemand', 'masked', 'whole'] as const;
export type Shown = (typeof SHOWN)[number];

/** Nothing younger than the delay and nothing older than the horizon is shown. */
export interface TimeLimits {
  delayMinutes: number;
  horizonMinutes: number;
}

/** A layer's rule as the server keeps it. Grantees are roles, or accounts as `@name`. */
export interface Rule {
  grants: Record<string, Grant[]>;
  /** By attribute, then by grantee. */
  attributes: Record<string, Record<string, Shown>>;
  /** Conditions as CQL2 JSON. */
  rows: Record<string, unknown>;
  coarseningM: Record<string, number>;
  times: Record<string, TimeLimits>;
  /** For groups of supporters: the attribute with the day on which somebody agreed to be shown. */
  consents: Record<string, string>;
}

/** What the rule says of one grantee. */
export interface Share {
  grants: Grant[];
  /** By attribute; an attribute that is missing is shown as usual. */
  shown: Record<string, Shown>;
  /** CQL2 JSON; undefined for all rows. */
  rows: unknown;
  /** Null for exact places. */
  coarseningM: number | null;
  times: TimeLimits | null;
  /** The attribute of the consent that is asked for; null when none is. */
  consent: string | null;
}

export const NO_SHARE: Share = { grants: [], shown: {}, rows: undefined, coarseningM: null, times: null, consent: null };

/** The grantee that stands for everybody without sign-in. */
export const PUBLIC = 'public';

/** Roles of those outside the town's offices; they are granted read at most. */
export const OUTSIDE = [
  PUBLIC,
  'applicant',
  'terminal',
  'tracker',
  'shelter',
  'neighbour',
  'resident',
  'partner',
] as const;

/** Whether the grantee works outside the town's offices. */
export function isOutside(grantee: string): boolean {
  return OUTSIDE.some((role) => role === grantee);
}

/** What is missing, or unknown to this page, is left out. */
export function readRule(value: unknown): Rule {
  const json = isRecord(value) ? value : {};
  const rule: Rule = { grants: {}, attributes: {}, rows: { ...recordOf(json, 'rows') }, coarseningM: {}, times: {}, consents: {} };
  for (const [grantee, list] of Object.entries(recordOf(json, 'grants'))) {
    rule.grants[grantee] = GRANTS.filter((grant) => Array.isArray(list) && list.includes(grant));
  }
  for (const [attribute, byGrantee] of Object.entries(recordOf(json, 'attributes'))) {
    const shown: Record<string, Shown> = {};
    for (const [grantee, word] of Object.entries(isRecord(byGrantee) ? byGrantee : {})) {
      const known = SHOWN.find((one) => one === word);
      if (known !== undefined) shown[grantee] = known;
    }
    rule.attributes[attribute] = shown;
  }
  for (const [grantee, metres] of Object.entries(recordOf(json, 'coarseningM'))) {
    rule.coarseningM[grantee] = Number(metres);
  }
  for (const [grantee, limits] of Object.entries(recordOf(json, 'times'))) {
    if (!isRecord(limits)) continue;
    rule.times[grantee] = {
      delayMinutes: Number(limits['delayMinutes']),
      horizonMinutes: Number(limits['horizonMinutes']),
    };
  }
  for (const [grantee, attribute] of Object.entries(recordOf(json, 'consents'))) {
    rule.consents[grantee] = String(attribute);
  }
  return rule;
}

/** Everybody whom the rule says something of, in the order of names. */
export function granteesOf(rule: Rule): string[] {
  const named = new Set([
    ...Object.keys(rule.grants),
    ...Object.values(rule.attributes).flatMap((byGrantee) => Object.keys(byGrantee)),
    ...Object.keys(rule.rows),
    ...Object.keys(rule.coarseningM),
    ...Object.keys(rule.times),
    ...Object.keys(rule.consents),
  ]);
  return [...named].sort();
}

/** What the rule says of one grantee. */
export function shareOf(rule: Rule, grantee: string): Share {
  const shown: Record<string, Shown> = {};
  for (const [attribute, byGrantee] of Object.entries(rule.attributes)) {
    const how = byGrantee[grantee];
    if (how !== undefined) shown[attribute] = how;
  }
  return {
    grants: rule.grants[grantee] ?? [],
    shown,
    rows: rule.rows[grantee],
    coarseningM: rule.coarseningM[grantee] ?? null,
    times: rule.times[grantee] ?? null,
    consent: rule.consents[grantee] ?? null,
  };
}

/** The rule that says all this; what says nothing leaves no trace in it. */
export function ruleOf(shares: ReadonlyMap<string, Share>): Rule {
  const rule: Rule = { grants: {}, attributes: {}, rows: {}, coarseningM: {}, times: {}, consents: {} };
  for (const [grantee, share] of shares) {
    if (share.grants.length > 0) {
      rule.grants[grantee] = GRANTS.filter((grant) => share.grants.includes(grant));
    }
    for (const [attribute, how] of Object.entries(share.shown)) {
      (rule.attributes[attribute] ??= {})[grantee] = how;
    }
    if (share.rows !== undefined) rule.rows[grantee] = share.rows;
    if (share.coarseningM !== null) rule.coarseningM[grantee] = share.coarseningM;
    if (share.times !== null) rule.times[grantee] = share.times;
    if (share.consent !== null) rule.consents[grantee] = share.consent;
  }
  return rule;
}

/** Whether the rule limits what a grantee sees of a layer that they may read. */
export function hasLimits(share: Share): boolean {
  return (
    Object.keys(share.shown).length > 0 ||
    share.rows !== undefined ||
    share.coarseningM !== null ||
    share.times !== null ||
    share.consent !== null
  );
}
