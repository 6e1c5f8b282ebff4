import type { Language, LanguageChoice } from '../language/choice';
import { element, textButton } from './element';
import { texts } from './texts';

/** Somewhere on the page that the keyboard can go to at once. */
export interface SkipTarget {
  name(language: Language): string;
  go(): void;
}

/**
 * The first stops of the keyboard, seen only while it stands on them. Buttons, no links: a link's
 * `#` would take the place of what the address says of the map.
 */
export function showSkipLinks(
  root: HTMLElement,
  choice: LanguageChoice,
  targets: readonly SkipTarget[],
): void {
  choice.bind(() => {
    root.setAttribute('aria-label', texts[choice.current].skip);
    const items = targets.map(({ name, go }) =>
      element('li', {}, textButton(name(choice.current), 'skip', go)),
    );
    root.replaceChildren(element('ul', {}, ...items));
  });
}
