import type { Client } from '../../http/client';
import { isRecord } from '../../http/client';
import { recordsOf, textOf, titlesOf } from '../desk/answer';
import type { Titles } from '../desk/desk';
import { readRule, type Rule } from './rule';

/** How an attribute is shown to staff for whom the rule says nothing else. */
export type Visibility = 'open' | 'staff' | 'masked' | 'onDemand';

export interface RuledAttribute {
  name: string;
  titles: Titles;
  /** text, integer, real, boolean, date or datetime. */
  type: string;
  visibility: Visibility;
}

/** A layer with its rule, and nothing of its content. */
export interface RuledLayer {
  id: string;
  titles: Titles;
  isPersonal: boolean;
  published: boolean;
  attributes: RuledAttribute[];
  /** Whether a rule may limit it in time. */
  isOfMoments: boolean;
  /** Whether a rule may hide anything of it: not in the file that every department opens. */
  canHide: boolean;
  rule: Rule;
}

const VISIBILITIES = ['open', 'staff', 'masked', 'onDemand'] as const;

/** @throws Error when the answer is no layer with a rule */
export function readRuledLayer(layer: unknown): RuledLayer {
  if (!isRecord(layer)) throw new Error('the answer is no layer');
  return {
    id: textOf(layer, 'layer'),
    titles: titlesOf(layer, 'titles'),
    isPersonal: layer['sensitivity'] === 'personal',
    published: layer['published'] === true,
    attributes: recordsOf(layer, 'attributes').map((attribute) => ({
      name: textOf(attribute, 'name'),
      titles: titlesOf(attribute, 'titles'),
      type: textOf(attribute, 'type'),
      visibility: VISIBILITIES.find((one) => one === attribute['visibility']) ?? 'staff',
    })),
    isOfMoments: layer['ofMoments'] === true,
    canHide: layer['canHide'] !== false,
    rule: readRule(layer['rule']),
  };
}

/** @throws ProblemError, UnreachableError */
export async function fetchRuledLayers(client: Client): Promise<RuledLayer[]> {
  return recordsOf(await client.getJson('/api/rights'), 'layers').map(readRuledLayer);
}

/**
 * A layer with the tag of its state, for {@link saveRule}.
 *
 * @throws ProblemError, UnreachableError
 */
export async function fetchRuledLayer(
  client: Client,
  id: string,
): Promise<{ layer: RuledLayer; etag: string }> {
  const { value, etag } = await client.getTagged(pathOf(id));
  return { layer: readRuledLayer(value), etag };
}

/** @throws ProblemError 400 when it cannot be used, 412 when another has changed it; UnreachableError */
export async function saveRule(
  client: Client,
  id: string,
  rule: Rule,
  reason: string,
  etag: string,
): Promise<void> {
  await client.putJson(pathOf(id), { rule, reason }, etag);
}

function pathOf(id: string): string {
  return `/api/layers/${encodeURIComponent(id)}/rights`;
}
