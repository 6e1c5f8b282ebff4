import type { RuledAttribute, RuledLayer, Visibility } from './layer';
import {
  GRANTS,
  granteesOf,
  isOutside,
  NO_SHARE,
  PUBLIC,
  type Rule,
  type Share,
  shareOf,
  SHOWN,
  type Shown,
} from './rule';

/** What a new rule changes for one grantee. */
export interface Change {
  grantee: string;
  /** Whether they see or may more, less, or another thing than before. */
  direction: 'more' | 'less' | 'other';
  what:
    | { kind: 'read' | 'edit' | 'publish' }
    | { kind: 'attribute'; attribute: RuledAttribute; before: Shown; after: Shown }
    | { kind: 'rows'; after: unknown }
    | { kind: 'place'; afterM: number | null }
    | { kind: 'times'; after: Share['times'] }
    | { kind: 'consent'; after: string | null };
}


/** What is different for whom, in the order of grantees. */
export function changesBetween(layer: RuledLayer, before: Rule, after: Rule): Change[] {
  const grantees = new Set([...granteesOf(before), ...granteesOf(after)]);
  return [...grantees]
    .sort()
    .flatMap((grantee) =>
      changesOf(layer, grantee, shareOf(before, grantee), shareOf(after, grantee)),
    );
}

function changesOf(layer: RuledLayer, grantee: string, was: Share, after: Share): Change[] {
  const changes: Change[] = [];
  for (const kind of GRANTS) {
    const had = was.grants.includes(kind);
    const has = after.grants.includes(kind);
    if (had !== has) changes.push({ grantee, direction: has ? 'more' : 'less', what: { kind } });
  }
  const reads = (share: Share) => grantee === PUBLIC || share.grants.includes('read');
  if (!reads(after)) return changes;
  // Whoever comes to read is told of with all their limits, as against reading without any.
  return [...changes, ...changesOfLimits(layer, grantee, reads(was) ? was : NO_SHARE, after)];
}

function changesOfLimits(
  layer: RuledLayer,
  grantee: string,
  before: Share,
  after: Share,
): Change[] {
  const changes: Change[] = [];
  for (const attribute of layer.attributes) {
    const was = seen(attribute, before, grantee);
    const is = seen(attribute, after, grantee);
    if (was === is) continue;
    const difference = SHOWN.indexOf(is) - SHOWN.indexOf(was);
    const direction = difference > 0 ? 'more' : 'less';
    changes.push({ grantee, direction, what: { kind: 'attribute', attribute, before: was, after: is } });
  }
  if (JSON.stringify(before.rows) !== JSON.stringify(after.rows)) {
    const direction =
      after.rows === undefined ? 'more' : before.rows === undefined ? 'less' : 'other';
    changes.push({ grantee, direction, what: { kind: 'rows', after: after.rows } });
  }
  if (before.coarseningM !== after.coarseningM) {
    const finer = (after.coarseningM ?? 0) < (before.coarseningM ?? 0);
    const what = { kind: 'place' as const, afterM: after.coarseningM };
    changes.push({ grantee, direction: finer ? 'more' : 'less', what });
  }
  if (JSON.stringify(before.times) !== JSON.stringify(after.times)) {
    const direction = after.times === null ? 'more' : before.times === null ? 'less' : 'other';
    changes.push({ grantee, direction, what: { kind: 'times', after: after.times } });
  }
  if (before.consent !== after.consent) {
    const direction =
      after.consent === null ? 'more' : before.consent === null ? 'less' : 'other';
    changes.push({ grantee, direction, what: { kind: 'consent', after: after.consent } });
  }
  return changes;
}

/** How the grantee sees the attribute, by the rule or else as usual. */
export function seen(attribute: RuledAttribute, share: Share, grantee: string): Shown {
  return share.shown[attribute.name] ?? usually(attribute.visibility, grantee, share.consent !== null);
}

/** How an attribute is seen by those for whom no rule says anything. */
export function usually(visibility: Visibility, grantee: string, byConsent = false): Shown {
  if ((byConsent || isOutside(grantee)) && visibility !== 'open') return 'hidden';
  if (visibility === 'masked' || visibility === 'onDemand') return visibility;
  return 'whole';
}
