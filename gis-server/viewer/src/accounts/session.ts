import { type Client, isRecord, ProblemError } from '../http/client';

/** Who works for the town and is signed in. */
export interface Staff {
  user: string;
  displayName: string;
  roles: string[];
  /** Whether they sign in by a password that is kept here. */
  hasPassword: boolean;
}

/** How one can sign in. */
export interface SignInWays {
  /** Another server at which staff sign in; null when there is none. */
  openId: { name: string; href: string } | null;
  /** Accounts whose password is "demo"; empty but in the demo. */
  demoAccounts: string[];
}

/** What the page knows of whoever is at it; without staff, a visitor without an account. */
export interface Session {
  staff: Staff | null;
  ways: SignInWays;
}

/** One browser or program that is signed in to the same account. */
export interface OpenSession {
  id: string;
  current: boolean;
  lastUsed: Date;
  from: string;
  browser: string;
}

const PATH = '/api/session';
const NO_WAYS: SignInWays = { openId: null, demoAccounts: [] };

/** @throws ProblemError, UnreachableError */
export async function findSession(client: Client): Promise<Session> {
  try {
    return readSession(await client.getJson(PATH));
  } catch (error) {
    if (error instanceof ProblemError && (error.status === 401 || error.status === 404)) {
      return { staff: null, ways: NO_WAYS };
    }
    throw error;
  }
}

/**
 * @param newPassword is set on the way; empty for none
 * @throws ProblemError, UnreachableError; 401 when the name or the password is wrong, 403
 *     `new-password-needed` when a new password has to come with them
 */
export async function signIn(
  client: Client,
  user: string,
  password: string,
  newPassword = '',
): Promise<void> {
  const body = { user, password, ...(newPassword === '' ? {} : { newPassword }) };
  await client.postJson(PATH, body);
}

/**
 * @returns the address at which another server ends its own session; empty when there is none
 * @throws ProblemError, UnreachableError
 */
export async function signOut(client: Client): Promise<string> {
  const response = await client.delete(PATH);
  if (response.status !== 200) return '';
  const answer: unknown = await response.json();
  return isRecord(answer) && typeof answer['endSession'] === 'string' ? answer['endSession'] : '';
}

/** @throws ProblemError, UnreachableError */
export async function changePassword(
  client: Client,
  oldPassword: string,
  newPassword: string,
): Promise<void> {
  await client.postJson(`${PATH}/password`, { oldPassword, newPassword });
}

/** One's own sessions. @throws ProblemError, UnreachableError */
export async function listSessions(client: Client): Promise<OpenSession[]> {
  const answer = await client.getJson('/api/sessions');
  const sessions = isRecord(answer) && Array.isArray(answer['sessions']) ? answer['sessions'] : [];
  return sessions.filter(isRecord).map((session) => ({
    id: String(session['id']),
    current: session['current'] === true,
    lastUsed: new Date(String(session['lastUsed'])),
    from: String(session['from']),
    browser: String(session['browser']),
  }));
}

/** @throws ProblemError, UnreachableError */
export async function endSession(client: Client, id: string): Promise<void> {
  await client.delete(`/api/sessions/${encodeURIComponent(id)}`);
}

/** The role "public" is a visitor, whatever name stands beside it. */
export function readSession(answer: unknown): Session {
  if (!isRecord(answer)) return { staff: null, ways: NO_WAYS };
  return { staff: readStaff(answer), ways: readWays(answer['signIn']) };
}

function readStaff(answer: Record<string, unknown>): Staff | null {
  const { user, role, displayName } = answer;
  if (typeof user !== 'string' || typeof role !== 'string' || role === 'public') return null;
  return {
    user,
    displayName: typeof displayName === 'string' ? displayName : user,
    roles: texts(answer['roles'], [role]),
    hasPassword: answer['hasPassword'] === true,
  };
}

function readWays(ways: unknown): SignInWays {
  if (!isRecord(ways)) return NO_WAYS;
  const openId = ways['openId'];
  return {
    openId: isRecord(openId) ? { name: String(openId['name']), href: String(openId['href']) } : null,
    demoAccounts: texts(ways['demoAccounts'], []),
  };
}

function texts(value: unknown, otherwise: string[]): string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : otherwise;
}
