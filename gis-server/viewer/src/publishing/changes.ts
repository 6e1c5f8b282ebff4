import { type Client, explain } from '../http/client';
import type { Language } from '../language/choice';
import type { LayerEntry } from '../layers/catalogue';
import { element } from '../page/element';
import { readDifference } from './difference';
import { differenceParts } from './differenceView';
import type { Review } from './review';
import { texts } from './texts';

/** Asks the server what the step changes for the public, and shows it where the dialog has its place. */
export function openChanges(client: Client, layer: LayerEntry, language: Language): Review {
  const view = element('div', { class: 'review', role: 'status' }, texts[language].comparing);
  const revision = client
    .getJson(`/api/layers/${encodeURIComponent(layer.id)}/publish/difference`)
    .then((answer) => {
      const difference = readDifference(answer);
      view.replaceChildren(...differenceParts(layer, difference, language));
      return difference.to;
    });
  revision.catch((error: unknown) => {
    view.replaceChildren(element('p', {}, explain(error, language)));
  });
  return { view, revision };
}
