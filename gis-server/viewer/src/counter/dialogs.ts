import type { Language } from '../language/choice';
import { element } from '../page/element';
import { big } from './parts';
import { texts } from './texts';

interface Ask {
  head: string;
  /** One may change while it is open. */
  text: HTMLElement[];
  buttons: HTMLElement[];
  /** It was closed by the keyboard. */
  onCancel(): void;
}

/** One large question over the screen at a time. */
export class Dialogs {
  private dialog: HTMLDialogElement | null = null;

  open({ head, text, buttons, onCancel }: Ask): void {
    this.close();
    const title = element('h2', { id: 'ask-head' }, head);
    const dialog = element(
      'dialog',
      { class: 'counter-dialog', 'aria-labelledby': 'ask-head' },
      title,
      ...text,
      element('div', { class: 'dialog-actions' }, ...buttons),
    );
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.close();
      onCancel();
    });
    document.body.append(dialog);
    dialog.showModal();
    this.dialog = dialog;
  }

  get isOpen(): boolean {
    return this.dialog !== null;
  }

  close(): void {
    this.dialog?.close();
    this.dialog?.remove();
    this.dialog = null;
  }
}

/** Asks whether somebody is still there, and counts down. */
export class IdleQuestion {
  private readonly dialogs = new Dialogs();
  private left: HTMLElement | null = null;

  show(language: Language, leftS: number, goOn: () => void, end: () => void): void {
    const words = texts[language];
    if (this.left !== null) {
      this.left.textContent = words.idleHelp(leftS);
      return;
    }
    this.left = element('p', { role: 'timer' }, words.idleHelp(leftS));
    this.dialogs.open({
      head: words.idleHead,
      text: [this.left],
      buttons: [big(words.goOn, 'go-on', 'touch-primary', goOn), big(words.end, 'idle-end', '', end)],
      onCancel: goOn,
    });
  }

  get isOpen(): boolean {
    return this.left !== null;
  }

  close(): void {
    this.left = null;
    this.dialogs.close();
  }
}
