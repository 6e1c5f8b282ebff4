import { element } from './element';
import { FieldError, FormTrouble } from './formTrouble';

/** The parts of a small form over the page. */
export interface FormDialog {
  title: string;
  fields: HTMLElement[];
  submit: string;
  cancel: string;
  /** Does the work; what it throws is shown by {@link explain}, and the form stays open. */
  act(form: FormData): Promise<void>;
  /** A failure in words for the person at the form. */
  explain(error: unknown): string;
  /** It is closed, whether something was done or not. */
  onClosed?(): void;
}

/** Opens a form over the page; Esc and the cancel button close it, and nothing stays behind. */
export function openFormDialog(parts: FormDialog): void {
  const submit = element(
    'button',
    { type: 'submit', class: 'button button-primary' },
    parts.submit,
  );
  const cancel = element('button', { type: 'button', class: 'button' }, parts.cancel);
  const form = element(
    'form',
    { class: 'form', novalidate: true },
    element('h2', { id: 'dialog-title' }, parts.title),
    ...parts.fields,
    element('div', { class: 'form-actions' }, submit, cancel),
  );
  const trouble = new FormTrouble(form);
  const dialog = element('dialog', { class: 'dialog', 'aria-labelledby': 'dialog-title' }, form);
  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    parts.onClosed?.();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit.disabled = true;
    trouble.clear();
    parts
      .act(new FormData(form))
      .then(() => dialog.close())
      .catch((error: unknown) => {
        trouble.show(parts.explain(error), error instanceof FieldError ? error.field : '');
      })
      .finally(() => (submit.disabled = false));
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** Opens something to read over the page; Esc and the button close it. */
export function openDialog(title: string, close: string, content: readonly HTMLElement[]): void {
  const button = element('button', { type: 'button', class: 'button button-primary' }, close);
  const dialog = element(
    'dialog',
    { class: 'dialog', 'aria-labelledby': 'dialog-title' },
    element(
      'div',
      { class: 'form' },
      element('h2', { id: 'dialog-title' }, title),
      ...content,
      element('div', { class: 'form-actions' }, button),
    ),
  );
  button.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

let helps = 0;

/** A labelled field of a form; its help is read after its name, not as a part of it. */
export function field(label: string, input: HTMLElement, help = ''): HTMLElement {
  const name = element('span', { class: 'field-label' }, label);
  const labelled = element('label', { class: 'field' }, name, input);
  if (help === '') return labelled;
  const id = `help-${helps++}`;
  input.setAttribute('aria-describedby', id);
  return element('div', { class: 'field' }, labelled, element('span', { class: 'hint', id }, help));
}
