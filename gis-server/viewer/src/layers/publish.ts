import { type Client, explain } from '../http/client';
import type { Language } from '../language/choice';
import { FieldError, field, openFormDialog } from '../page/dialog';
import { element } from '../page/element';
import type { LayerEntry } from './catalogue';
import { texts } from './texts';

/** Asks for the reason, then opens a layer to the public. */
export function openPublishDialog(
  client: Client,
  layer: LayerEntry,
  language: Language,
  done: () => void,
): void {
  const words = texts[language];
  openFormDialog({
    title: words.publishTitle(layer.title),
    fields: [
      element('p', {}, words.publishWarning),
      field(words.reason, element('textarea', { name: 'reason', rows: '3', maxlength: '500' })),
    ],
    submit: words.publish,
    cancel: words.cancel,
    act: async (form) => {
      const reason = String(form.get('reason') ?? '').trim();
      if (reason === '') throw new FieldError(words.reasonMissing);
      const path = `/api/layers/${encodeURIComponent(layer.id)}/publish`;
      await client.postJson(path, { published: true, reason });
      done();
    },
    explain: (error) => (error instanceof FieldError ? error.message : explain(error, language)),
  });
}
