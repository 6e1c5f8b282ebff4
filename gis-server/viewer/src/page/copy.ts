import { openDialog } from './dialog';
import { element } from './element';

/**
 * Copies a text. A page that came without TLS may not write to the clipboard; there the text is
 * shown, chosen and ready to be copied by hand.
 */
export function copyText(text: string, byHand: string, close: string, done: () => void): void {
  const ask = () => {
    const input = element('input', { value: text, readonly: true, 'aria-label': byHand });
    openDialog(byHand, close, [element('div', { class: 'field' }, input)]);
    input.focus();
    input.select();
  };
  if (navigator.clipboard === undefined) ask();
  else navigator.clipboard.writeText(text).then(done, ask);
}
