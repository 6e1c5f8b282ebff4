import { field } from '../page/dialog';
import { FieldError } from '../page/formTrouble';
import { element } from '../page/element';
import type { texts } from './texts';

type Words = (typeof texts)['ja'];

/** The two fields of a new password. */
export function newPasswordFields(words: Words): HTMLElement[] {
  const input = (name: string) =>
    element('input', { name, type: 'password', autocomplete: 'new-password', required: true });
  return [
    field(words.newPassword, input('newPassword'), words.passwordHelp),
    field(words.again, input('again')),
  ];
}

/**
 * The new password as it was typed twice.
 *
 * @throws FieldError when it is missing or differs
 */
export function readNewPassword(form: FormData, words: Words): string {
  const password = String(form.get('newPassword') ?? '');
  if (password === '') throw new FieldError(words.noPassword, 'newPassword');
  if (password !== String(form.get('again') ?? '')) throw new FieldError(words.differ, 'again');
  return password;
}
