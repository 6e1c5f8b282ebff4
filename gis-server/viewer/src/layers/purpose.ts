import { type Client, explain, isRecord } from '../http/client';
import type { Language } from '../language/choice';
import { field, openFormDialog } from '../page/dialog';
import { element } from '../page/element';
import { FieldError } from '../page/formTrouble';
import type { LayerEntry } from './catalogue';
import type { FeatureName } from './featureLink';
import { texts } from './texts';

const LONGEST = 200;

/**
 * Asks why somebody wants to see what is shown on demand, and gets it; the read is logged.
 *
 * @param shown is told what the server then shows
 */
export function openPurposeDialog(
  client: Client,
  layer: LayerEntry,
  feature: FeatureName,
  language: Language,
  shown: (properties: Record<string, unknown>) => void,
): void {
  const titles = layer.onDemand.map((attribute) => attribute.title);
  const path = `/ogc/collections/${encodeURIComponent(feature.layerId)}/items/${encodeURIComponent(feature.id)}`;
  askPurpose(titles.join(language === 'en' ? ', ' : '・'), language, async (purpose) => {
    const answer = await client.getJsonFor(purpose, path);
    if (isRecord(answer) && isRecord(answer['properties'])) shown(answer['properties']);
  });
}

/**
 * Asks why somebody wants to see what is shown on demand.
 *
 * @param what it is, in words
 * @param act reads it for the purpose that was stated
 */
export function askPurpose(
  what: string,
  language: Language,
  act: (purpose: string) => Promise<void>,
): void {
  const words = texts[language];
  const input = element('input', {
    name: 'purpose',
    maxlength: String(LONGEST),
    list: 'purposes',
    autocomplete: 'off',
  });
  const usual = element(
    'datalist',
    { id: 'purposes' },
    ...words.purposes.map((purpose) => element('option', { value: purpose })),
  );
  openFormDialog({
    title: words.onDemandTitle(what),
    fields: [element('p', {}, words.onDemandWarning), field(words.purpose, input), usual],
    submit: words.onDemandShow,
    cancel: words.cancel,
    act: async (form) => {
      const purpose = String(form.get('purpose') ?? '').trim();
      if (purpose.length < 2) throw new FieldError(words.purposeMissing, 'purpose');
      await act(purpose);
    },
    explain: (error) => (error instanceof FieldError ? error.message : explain(error, language)),
  });
}
