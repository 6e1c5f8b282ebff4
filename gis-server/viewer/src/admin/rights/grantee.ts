import type { Language } from '../../language/choice';
import { type Role, roleTitle } from '../roles/role';
import { texts } from './texts';

const ACCOUNT = '@';

/** The grantee that stands for one account. */
export function granteeOfAccount(name: string): string {
  return ACCOUNT + name;
}

/** A role or an account in words. */
export function granteeTitle(grantee: string, roles: readonly Role[], language: Language): string {
  if (grantee.startsWith(ACCOUNT)) return texts[language].account(grantee.slice(ACCOUNT.length));
  return roleTitle(grantee, roles, language);
}
