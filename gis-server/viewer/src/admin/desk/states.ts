import { explain } from '../../http/client';
import { element, textButton } from '../../page/element';
import type { Desk } from './desk';
import { texts } from './texts';

/** What stands in a part of the page while, before, or instead of, its content. */
export function loading(desk: Desk): HTMLElement {
  return element('p', { class: 'state', role: 'status' }, texts[desk.language].loading);
}

export function nothing(words: string): HTMLElement {
  return element('p', { class: 'state' }, words);
}

/** A failure that takes the keyboard, so that it is read out, with the way to try again. */
export function showFailure(place: HTMLElement, desk: Desk, error: unknown, retry: () => void): void {
  const words = element('p', { tabindex: '-1', role: 'alert' }, explain(error, desk.language));
  const again = textButton(texts[desk.language].retry, 'button-small', retry);
  place.replaceChildren(element('div', { class: 'state failure' }, words, again));
  words.focus();
}

/**
 * Fills a part of the page with what the server gives. Only the last call for a place shows
 * anything: a late answer does not take the place of a newer one.
 */
export async function fill(
  place: HTMLElement,
  desk: Desk,
  load: () => Promise<HTMLElement[]>,
): Promise<void> {
  const wait = loading(desk);
  place.replaceChildren(wait);
  place.setAttribute('aria-busy', 'true');
  try {
    const content = await load();
    if (place.contains(wait)) place.replaceChildren(...content);
  } catch (error) {
    if (place.contains(wait)) {
      showFailure(place, desk, error, () => void fill(place, desk, load));
    }
  } finally {
    place.removeAttribute('aria-busy');
  }
}

/** One page of a long list. */
export interface PageOf<T> {
  entries: T[];
  /** The token of the page behind; empty on the last. */
  next: string;
}

/** The button below a long list that adds its next page; the keyboard goes on in the new rows. */
export function moreButton<T>(
  desk: Desk,
  first: PageOf<T>,
  load: (after: string) => Promise<PageOf<T>>,
  add: (entry: T) => HTMLElement,
): HTMLElement {
  const place = element('div', { class: 'more' });
  let next = first.next;
  const more = textButton(texts[desk.language].more, '', () => {
    more.disabled = true;
    load(next)
      .then((page) => {
        const rows = page.entries.map(add);
        next = page.next;
        if (next === '') place.remove();
        rows[0]?.setAttribute('tabindex', '-1');
        rows[0]?.focus();
      })
      .catch((error: unknown) => desk.tell(explain(error, desk.language)))
      .finally(() => (more.disabled = false));
  });
  place.append(more);
  place.hidden = next === '';
  return place;
}
