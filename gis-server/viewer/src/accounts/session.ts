import { type Client, isRecord, ProblemError } from '../http/client';

/** Who is at the page; null for a visitor without an account. */
export interface Staff {
  user: string;
  role: string;
}

const PATH = '/api/session';

/** @throws ProblemError, UnreachableError */
export async function findSession(client: Client): Promise<Staff | null> {
  try {
    return readSession(await client.getJson(PATH));
  } catch (error) {
    if (error instanceof ProblemError && (error.status === 401 || error.status === 404)) return null;
    throw error;
  }
}

/** @throws ProblemError, UnreachableError; 401 when the name or the password is wrong */
export async function signIn(client: Client, user: string, password: string): Promise<void> {
  await client.postJson(PATH, { user, password });
}

/** @throws ProblemError, UnreachableError */
export async function signOut(client: Client): Promise<void> {
  await client.delete(PATH);
}

/** The role "public" is a visitor, whatever name stands beside it. */
export function readSession(answer: unknown): Staff | null {
  if (!isRecord(answer)) return null;
  const { user, role } = answer;
  if (typeof user !== 'string' || typeof role !== 'string') return null;
  return role.toLowerCase() === 'public' ? null : { user, role: role.toLowerCase() };
}
