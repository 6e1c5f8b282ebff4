import { type Client, isRecord } from '../../http/client';
import { recordOf, recordsOf, textOf, textsOf } from '../desk/answer';
import type { PageOf } from '../desk/states';

/** Somebody who can sign in. */
export interface Account {
  name: string;
  displayName: string;
  roles: string[];
  disabled: boolean;
  /** Whether a password is set here. */
  hasPassword: boolean;
  /** Whether they sign in at the OpenID provider. */
  openId: boolean;
  mustChangePassword: boolean;
}

/** A link by which somebody sets their password, once. */
export interface ResetLink {
  href: string;
  expires: string;
}

const PATH = '/api/accounts';

/** @throws Error when the answer is no page of accounts */
export function readAccounts(answer: unknown): PageOf<Account> {
  const entries = recordsOf(answer, 'accounts').map((account) => ({
    name: textOf(account, 'name'),
    displayName: textOf(account, 'displayName'),
    roles: textsOf(account, 'roles'),
    disabled: account['disabled'] === true,
    hasPassword: account['hasPassword'] === true,
    openId: account['openId'] === true,
    mustChangePassword: account['mustChangePassword'] === true,
  }));
  return { entries, next: isRecord(answer) ? textOf(answer, 'next') : '' };
}

/**
 * @param after the token of the page before; empty for the first
 * @throws ProblemError, UnreachableError
 */
export async function fetchAccounts(client: Client, after = ''): Promise<PageOf<Account>> {
  return readAccounts(await client.getJson(`${PATH}?after=${encodeURIComponent(after)}`));
}

/** @throws ProblemError, UnreachableError */
export async function addAccount(
  client: Client,
  account: { name: string; displayName: string; roles: string[] },
): Promise<ResetLink> {
  return readLink(recordOf(await json(await client.postJson(PATH, account)), 'link'));
}

/** @throws ProblemError 409 when nobody would be left who keeps the accounts; UnreachableError */
export async function changeAccount(
  client: Client,
  name: string,
  change: { displayName?: string; roles?: string[]; disabled?: boolean },
): Promise<void> {
  await client.patchJson(`${PATH}/${encodeURIComponent(name)}`, change, '*');
}

/**
 * @param now whether the present password and all sessions end at once
 * @throws ProblemError, UnreachableError
 */
export async function resetLink(client: Client, name: string, now: boolean): Promise<ResetLink> {
  const path = `${PATH}/${encodeURIComponent(name)}/reset`;
  return readLink(await json(await client.postJson(path, { now })));
}

function readLink(link: Record<string, unknown>): ResetLink {
  return { href: textOf(link, 'href'), expires: textOf(link, 'expires') };
}

async function json(response: Response): Promise<Record<string, unknown>> {
  const answer: unknown = await response.json();
  return isRecord(answer) ? answer : {};
}
