type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What stands in the named fields of a form, to be put into the same form in other words. */
export type Draft = ReadonlyMap<string, string | boolean>;

export function draftOf(form: HTMLFormElement): Draft {
  return new Map(fieldsOf(form).map((field) => [field.name, isBox(field) ? field.checked : field.value]));
}

/** Fields that the draft does not know keep what they have; what hangs on a choice hears of it. */
export function putDraft(form: HTMLFormElement, draft: Draft): void {
  for (const field of fieldsOf(form)) {
    const value = draft.get(field.name);
    if (isBox(field)) field.checked = value === undefined ? field.checked : value === true;
    else if (typeof value === 'string') field.value = value;
    if (field instanceof HTMLSelectElement) field.dispatchEvent(new Event('change'));
  }
}

function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.querySelectorAll<Field>('input[name], select[name], textarea[name]')];
}

function isBox(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && field.type === 'checkbox';
}
