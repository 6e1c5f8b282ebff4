import { element } from './element';

let troubles = 0;

/**
 * What is wrong with a form. A form may be taller than the screen: what is wrong with a field stands
 * at the field, anything else before its last part, and the keyboard goes there, so that it is seen
 * and read out.
 */
export class FormTrouble {
  private readonly line = element('p', {
    class: 'error',
    role: 'alert',
    id: `form-trouble-${troubles++}`,
    tabindex: '-1',
  });

  constructor(private readonly form: HTMLFormElement) {
    form.lastElementChild?.before(this.line);
  }

  /** @param field the name of the field that is wrong; empty when it is none of them */
  show(words: string, field: string): void {
    this.clear();
    const input = field === '' ? null : this.form.querySelector<HTMLElement>(`[name="${field}"]`);
    const place = [...this.form.children].find((part) => input !== null && part.contains(input));
    if (place === undefined) this.form.lastElementChild?.before(this.line);
    else place.after(this.line);
    this.line.textContent = words;
    input?.setAttribute('aria-invalid', 'true');
    input?.setAttribute('aria-errormessage', this.line.id);
    (input ?? this.line).focus({ preventScroll: true });
    const seen = place ?? this.line;
    seen.scrollIntoView({ block: 'nearest' });
    this.line.scrollIntoView({ block: 'nearest' });
  }

  clear(): void {
    this.line.textContent = '';
    for (const input of this.form.querySelectorAll('[aria-invalid]')) {
      input.removeAttribute('aria-invalid');
      input.removeAttribute('aria-errormessage');
    }
  }
}

/** A field that stands empty or wrong; its message is for the person who filled it in. */
export class FieldError extends Error {
  override readonly name = 'FieldError';

  /** @param field its name, where there is one to go to */
  constructor(
    message: string,
    readonly field = '',
  ) {
    super(message);
  }
}
