import { type Client, isRecord } from '../../http/client';
import { recordsOf, textOf, textsOf } from '../desk/answer';
import type { PageOf } from '../desk/states';

/** The kinds that stand for no account, as the server names them. */
export const MACHINE_KINDS = [
  'device',
  'terminal',
  'shelter',
  'partner',
  'applicant',
  'neighbour',
  'resident',
] as const;

/** The kind of one's own programs. */
export const OWN_KIND = 'api';

/** The kind of those who see more by the groups that they belong to. */
export const GROUPED_KIND = 'resident';

/** What a program or a device shows instead of a password; its secret is not in here. */
export interface Token {
  id: string;
  kind: string;
  name: string;
  /** What it stands for: a device's name, an account. */
  subject: string;
  roles: string[];
  readOnly: boolean;
  createdBy: string;
  expires: string;
  /** Empty before the first use. */
  lastUsed: string;
}

/** What a new token is to be. */
export interface NewToken {
  kind: string;
  subject: string;
  name: string;
  readOnly: boolean;
  /** Roles of groups that the holder of a link belongs to; only a resident's has any. */
  groups: string[];
  /** A day as YYYY-MM-DD; empty for as long as is usual. */
  expires: string;
}

const PATH = '/api/tokens';
const OWN_PATH = '/api/session/tokens';

/** @throws Error when the answer is no page of tokens */
export function readTokens(answer: unknown): PageOf<Token> {
  const entries = recordsOf(answer, 'tokens').map((token) => ({
    id: textOf(token, 'id'),
    kind: textOf(token, 'kind'),
    name: textOf(token, 'name'),
    subject: textOf(token, 'subject'),
    roles: textsOf(token, 'roles'),
    readOnly: token['readOnly'] === true,
    createdBy: textOf(token, 'createdBy'),
    expires: textOf(token, 'expires'),
    lastUsed: textOf(token, 'lastUsed'),
  }));
  return { entries, next: isRecord(answer) ? textOf(answer, 'next') : '' };
}

/** @throws ProblemError, UnreachableError */
export async function fetchTokens(client: Client, after = ''): Promise<PageOf<Token>> {
  return readTokens(await client.getJson(`${PATH}?after=${encodeURIComponent(after)}`));
}

/**
 * Makes a token and gives its secret.
 *
 * @throws ProblemError, UnreachableError
 */
export async function addToken(client: Client, token: NewToken): Promise<string> {
  const path = token.kind === OWN_KIND ? OWN_PATH : PATH;
  const answer: unknown = await (await client.postJson(path, bodyOf(token))).json();
  return isRecord(answer) ? textOf(answer, 'token') : '';
}

/** The body by which a token is asked for; a day ends at its midnight in Japan. */
export function bodyOf(token: NewToken): Record<string, unknown> {
  const expires = token.expires === '' ? {} : { expires: `${token.expires}T23:59:59+09:00` };
  if (token.kind === OWN_KIND) return { name: token.name, readOnly: token.readOnly, ...expires };
  const name = token.name === '' ? {} : { name: token.name };
  const groups = token.kind === GROUPED_KIND && token.groups.length > 0 ? { groups: token.groups } : {};
  return { kind: token.kind, [token.kind]: token.subject, ...name, ...groups, ...expires };
}

/** The pages that are opened with a token of a kind. */
const PAGES: Readonly<Record<string, string>> = { neighbour: 'field', terminal: 'counter', shelter: 'shelter' };

/** The address that somebody with a link opens; empty for tokens that belong into a program. */
export function linkOf(kind: string, secret: string, origin: string): string {
  const page = PAGES[kind];
  return page === undefined ? '' : `${origin}/${page}#token=${encodeURIComponent(secret)}`;
}

/** @throws ProblemError, UnreachableError */
export async function revokeToken(client: Client, id: string): Promise<void> {
  await client.delete(`${PATH}/${encodeURIComponent(id)}`);
}
