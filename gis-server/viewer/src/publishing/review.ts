import { type Client, explain } from '../http/client';
import type { Language } from '../language/choice';
import { element } from '../page/element';
import type { LayerEntry } from '../layers/catalogue';
import { texts } from './texts';

/** What the public will see of a layer, before it is opened. */
export interface Review {
  view: HTMLElement;
  /** The revision that is reviewed; what cannot be reviewed is not published. */
  revision: Promise<number>;
}

interface ReviewedAttribute {
  titles: { ja: string; en: string };
  shown: boolean;
  looksPersonal: boolean;
}

interface ReviewAnswer {
  revision: number;
  features?: number;
  attributes: ReviewedAttribute[];
}

/** Asks the server what the public would see, and shows it where the dialog has its place. */
export function openReview(client: Client, layer: LayerEntry, language: Language): Review {
  const words = texts[language];
  const view = element('div', { class: 'review', role: 'status' }, words.reviewing);
  const revision = client
    .getJson(`/api/layers/${encodeURIComponent(layer.id)}/publish`)
    .then((answer) => {
      const review = answer as ReviewAnswer;
      view.replaceChildren(...reviewParts(review, language));
      return review.revision;
    });
  revision.catch((error: unknown) => {
    view.replaceChildren(element('p', {}, explain(error, language)));
  });
  return { view, revision };
}

function reviewParts(review: ReviewAnswer, language: Language): HTMLElement[] {
  const words = texts[language];
  const titles = (list: ReviewedAttribute[]): string =>
    list.map((attribute) => titleOf(attribute, language)).join(language === 'en' ? ', ' : '、');
  const shown = review.attributes.filter((attribute) => attribute.shown);
  const kept = review.attributes.filter((attribute) => !attribute.shown);
  const personal = shown.filter((attribute) => attribute.looksPersonal);
  const parts: HTMLElement[] = [];
  if (review.features !== undefined) {
    parts.push(element('p', {}, words.reviewFeatures(review.features)));
  }
  if (shown.length > 0) parts.push(element('p', {}, words.reviewShown(titles(shown))));
  if (kept.length > 0) parts.push(element('p', {}, words.reviewKept(titles(kept))));
  if (personal.length > 0) {
    parts.push(element('p', { class: 'review-personal' }, words.reviewPersonal(titles(personal))));
  }
  return parts;
}

function titleOf(attribute: ReviewedAttribute, language: Language): string {
  return language === 'en' ? attribute.titles.en : attribute.titles.ja;
}
