import type { Language } from '../language/choice';
import { element } from '../page/element';
import { big, screenHead } from './parts';
import { texts } from './texts';

// What stands there instead of the terminal.

/** The server is away; the page looks for it by itself. */
export function awayScreen(language: Language): HTMLElement {
  const words = texts[language];
  return element(
    'div',
    { class: 'whole', role: 'status' },
    screenHead(words.away),
    element('p', {}, words.awayHelp),
    element('span', { class: 'ring' }),
  );
}

/**
 * Nobody has said that this is a terminal, or it is none any more.
 *
 * @param hadToken whether somebody had said so
 */
export function setupScreen(language: Language, hadToken: boolean, forget: () => void, again: () => void): HTMLElement {
  const words = texts[language];
  return element(
    'div',
    { class: 'whole' },
    screenHead(hadToken ? words.setupEnded : words.setupHead),
    element('p', {}, words.setupHelp),
    element('p', {}, words.setupStaff),
    element(
      'div',
      { class: 'whole-actions' },
      element('a', { class: 'touch touch-primary', href: '/account' }, words.setupSignIn),
      big(words.setupAgain, 'setup-again', '', again),
      ...(hadToken ? [big(words.setupForget, 'setup-forget', '', forget)] : []),
    ),
  );
}
