import type { Language } from '../language/choice';
import { element } from '../page/element';
import { texts } from './texts';

const NAME = 'waits';
const AFTER_REVIEW = 'afterReview';

/**
 * Whether changes after this step wait for another one before the public sees them.
 *
 * @param waits what is chosen at first
 */
export function waitingChoice(waits: boolean, language: Language): HTMLElement {
  const words = texts[language];
  const option = (value: string, label: string, help: string, checked: boolean) => {
    const id = `${NAME}-${value}`;
    const input = element('input', {
      type: 'radio',
      name: NAME,
      value,
      id,
      checked,
      'aria-describedby': `${id}-help`,
    });
    return element(
      'div',
      { class: 'waiting-option' },
      input,
      element(
        'div',
        {},
        element('label', { for: id }, label),
        element('p', { class: 'hint', id: `${id}-help` }, help),
      ),
    );
  };
  return element(
    'fieldset',
    { class: 'waiting-choice' },
    element('legend', { class: 'field-label' }, words.waits),
    option('atOnce', words.atOnce, words.atOnceHelp, !waits),
    option(AFTER_REVIEW, words.afterReview, words.afterReviewHelp, waits),
  );
}

/** What the form says of it; undefined when the choice is not in it. */
export function waitingIn(form: FormData): boolean | undefined {
  const value = form.get(NAME);
  return value === null ? undefined : value === AFTER_REVIEW;
}
