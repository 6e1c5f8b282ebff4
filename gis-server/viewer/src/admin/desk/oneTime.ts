import { element, textButton } from '../../page/element';
import { openDialog } from '../../page/dialog';
import type { Desk } from './desk';
import { texts } from './texts';

/** Shows a secret that the server gives only once, to be copied now. */
export function showOnce(desk: Desk, title: string, hints: readonly string[], secret: string): void {
  const words = texts[desk.language];
  const input = element('input', { class: 'secret', value: secret, readonly: true, 'aria-label': title });
  const done = element('p', { role: 'status' });
  const copy = textButton(words.copy, '', () => {
    input.focus();
    input.select();
    if (navigator.clipboard === undefined) {
      done.textContent = words.copyByHand;
      return;
    }
    navigator.clipboard.writeText(secret).then(
      () => (done.textContent = words.copied),
      () => (done.textContent = words.copyByHand),
    );
  });
  openDialog(title, words.close, [
    ...hints.map((hint) => element('p', {}, hint)),
    element('p', { class: 'warned' }, words.onlyOnce),
    element('div', { class: 'field' }, input),
    copy,
    done,
  ]);
  input.focus();
  input.select();
}
