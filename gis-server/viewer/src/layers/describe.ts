import { type Client, explain, isRecord } from '../http/client';
import type { Language } from '../language/choice';
import { field, openFormDialog } from '../page/dialog';
import { element } from '../page/element';
import { FieldError } from '../page/formTrouble';
import type { LayerEntry } from './catalogue';
import { texts } from './texts';

/** What a clerk can change of a layer in the small form; the server knows more. */
export interface Words {
  ja: string;
  en: string;
  group: string;
  source: string;
  licence: string;
  /** As 2026-01-31, or empty. */
  date: string;
}

/** Reads what `GET /api/layers/{layer}` answers. */
export function readWords(document: unknown): Words {
  if (!isRecord(document) || !isRecord(document['title'])) {
    throw new Error('the answer is no description of a layer');
  }
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    ja: text(document['title']['ja']),
    en: text(document['title']['en']),
    group: text(document['group']),
    source: text(document['source']),
    licence: text(document['licence']),
    date: text(document['date']),
  };
}

/**
 * The merge patch that leads from one to the other: only what differs, so that what somebody else
 * changes meanwhile stays. Without an English title the Japanese stands for both.
 */
export function changeBetween(before: Words, after: Words): Record<string, unknown> {
  const change: Record<string, unknown> = {};
  const en = after.en === '' ? after.ja : after.en;
  if (after.ja !== before.ja || en !== before.en) change['title'] = { ja: after.ja, en };
  for (const name of ['group', 'source', 'licence'] as const) {
    if (after[name] !== before[name]) change[name] = after[name];
  }
  if (after.date !== before.date) change['date'] = after.date === '' ? null : after.date;
  return change;
}

/**
 * Opens the form with a layer's title, group and origin.
 *
 * @param done the layer has changed
 * @throws ProblemError, UnreachableError when its present words cannot be had
 */
export async function openDescribeDialog(
  client: Client,
  layer: LayerEntry,
  language: Language,
  done: (title: string) => void,
): Promise<void> {
  const words = texts[language];
  const path = `/api/layers/${encodeURIComponent(layer.id)}`;
  const { value, etag } = await client.getTagged(path);
  const before = readWords(value);
  const input = (name: keyof Words, maxlength: string) =>
    element('input', { name, maxlength, value: before[name], autocomplete: 'off' });
  openFormDialog({
    title: words.describeTitle(layer.title),
    fields: [
      field(words.titleJa, input('ja', '200')),
      field(words.titleEn, input('en', '200'), words.titleEnHelp),
      field(words.group, groupSelect(before.group, language)),
      field(words.source, input('source', '500'), words.sourceHelp),
      field(words.licence, input('licence', '500'), words.licenceHelp),
      field(words.dateOfData, element('input', { name: 'date', type: 'date', value: before.date })),
    ],
    submit: words.save,
    cancel: words.cancel,
    act: async (form) => {
      const text = (name: keyof Words) => String(form.get(name) ?? '').trim();
      const after: Words = {
        ja: text('ja'),
        en: text('en'),
        group: text('group'),
        source: text('source'),
        licence: text('licence'),
        date: text('date'),
      };
      if (after.ja === '') throw new FieldError(words.titleMissing, 'ja');
      const change = changeBetween(before, after);
      if (Object.keys(change).length === 0) return;
      await client.patchJson(path, change, etag);
      done(language === 'en' ? after.en || after.ja : after.ja);
    },
    explain: (error) => (error instanceof FieldError ? error.message : explain(error, language)),
  });
}

/** The groups that have a name, and the layer's own when it is none of them. */
function groupSelect(group: string, language: Language): HTMLSelectElement {
  const { groups, noGroup } = texts[language];
  const labels = new Map<string, string>([[group, groups[group] ?? (group || noGroup)]]);
  for (const [key, label] of Object.entries(groups)) {
    // Two keys may have one name; one of them is enough to choose.
    if (![...labels.values()].includes(label)) labels.set(key, label);
  }
  const options = [...labels].map(([value, label]) =>
    element('option', { value, selected: value === group }, label),
  );
  return element('select', { name: 'group' }, ...options);
}
