import { type Client, explain } from '../http/client';
import type { Language } from '../language/choice';
import type { LayerEntry } from '../layers/catalogue';
import { field, openFormDialog } from '../page/dialog';
import { element } from '../page/element';
import { FieldError } from '../page/formTrouble';
import { openChanges } from './changes';
import { openReview, type Review } from './review';
import { texts } from './texts';
import { waitingChoice, waitingIn } from './waitingChoice';

/** Asks for the reason, then opens a layer to the public. */
export function openPublishDialog(
  client: Client,
  layer: LayerEntry,
  language: Language,
  done: () => void,
): void {
  const words = texts[language];
  openReasonDialog(client, layer, language, true, done, {
    title: words.publishTitle(layer.title),
    warning: words.publishWarning,
    reason: words.reason,
    missing: words.reasonMissing,
    submit: words.publish,
    review: openReview(client, layer, language),
    choice: waits(layer, false, language),
  });
}

/**
 * Whether the changes of an open layer wait, and those that have waited: shows what differs, asks
 * for the reason, then lets the public see it.
 */
export function openChangesDialog(
  client: Client,
  layer: LayerEntry,
  language: Language,
  done: () => void,
): void {
  const words = texts[language];
  const waiting = layer.shown !== '';
  openReasonDialog(client, layer, language, true, done, {
    title: words.changesTitle(layer.title),
    reason: words.changesReason,
    missing: words.reasonMissing,
    submit: waiting ? words.publishChanges : words.keepMode,
    ...(waiting ? { review: openChanges(client, layer, language) } : {}),
    choice: waits(layer, waiting, language),
  });
}

/** Pixels keep no earlier state that could be shown meanwhile. */
function waits(layer: LayerEntry, chosen: boolean, language: Language): HTMLElement[] {
  return layer.kind === 'features' ? [waitingChoice(chosen, language)] : [];
}

/** Asks for the reason, then takes a layer back from the public. */
export function openUnpublishDialog(
  client: Client,
  layer: LayerEntry,
  language: Language,
  done: () => void,
): void {
  const words = texts[language];
  openReasonDialog(client, layer, language, false, done, {
    title: words.unpublishTitle(layer.title),
    warning: words.unpublishWarning,
    reason: words.unpublishReason,
    missing: words.unpublishReasonMissing,
    submit: words.unpublish,
  });
}

interface ReasonWords {
  title: string;
  warning?: string;
  reason: string;
  missing: string;
  submit: string;
  review?: Review;
  choice?: readonly HTMLElement[];
}

function openReasonDialog(
  client: Client,
  layer: LayerEntry,
  language: Language,
  published: boolean,
  done: () => void,
  words: ReasonWords,
): void {
  openFormDialog({
    title: words.title,
    fields: [
      ...(words.warning === undefined ? [] : [element('p', {}, words.warning)]),
      ...(words.review ? [words.review.view] : []),
      field(words.reason, element('textarea', { name: 'reason', rows: '3', maxlength: '500' })),
      ...(words.choice ?? []),
    ],
    submit: words.submit,
    cancel: texts[language].cancel,
    act: async (form) => {
      // The record keeps one line; a clerk may have pressed Enter.
      const reason = String(form.get('reason') ?? '')
        .replace(/\s+/g, ' ')
        .trim();
      if (reason === '') throw new FieldError(words.missing, 'reason');
      const path = `/api/layers/${encodeURIComponent(layer.id)}/publish`;
      const reviewed = await words.review?.revision;
      await client.postJson(path, { published, reason, reviewed, waits: waitingIn(form) });
      done();
    },
    explain: (error) => (error instanceof FieldError ? error.message : explain(error, language)),
  });
}
