import { element } from '../page/element';
import type { Host, ScreenView } from './host';
import { actions, big, screenHead } from './parts';
import { texts } from './texts';

/** Thanks, and that nothing is left. */
export function endScreen(host: Host): ScreenView {
  const words = texts[host.language];
  return {
    parts: [
      element(
        'div',
        { class: 'print print-done' },
        screenHead(words.thanks),
        element('p', { class: 'print-what' }, words.thanksHelp),
      ),
      actions(big(words.toStart, 'to-start', 'touch-primary', () => host.dispatch({ kind: 'wipe' }))),
    ],
  };
}
