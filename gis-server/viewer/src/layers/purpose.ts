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
  const words = texts[language];
  const titles = layer.onDemand.map((attribute) => attribute.title);
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
    title: words.onDemandTitle(titles.join(language === 'en' ? ', ' : '・')),
    fields: [element('p', {}, words.onDemandWarning), field(words.purpose, input), usual],
    submit: words.onDemandShow,
    cancel: words.cancel,
    act: async (form) => {
      const purpose = String(form.get('purpose') ?? '').trim();
      if (purpose.length < 2) throw new FieldError(words.purposeMissing, 'purpose');
      const path = `/ogc/collections/${encodeURIComponent(feature.layerId)}/items/${encodeURIComponent(feature.id)}`;
      const answer = await client.getJsonFor(purpose, path);
      if (isRecord(answer) && isRecord(answer['properties'])) shown(answer['properties']);
    },
    explain: (error) => (error instanceof FieldError ? error.message : explain(error, language)),
  });
}
