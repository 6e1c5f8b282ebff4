import { type Client, isRecord } from '../../http/client';
import { readShelter, type Shelter, type Status } from '../shelter';

/** What the desk says of one shelter. */
export interface Said {
  status: Status;
  people: number | null;
  full: boolean;
  note: string;
}

/**
 * Says how a shelter stands.
 *
 * @param version that one has seen
 * @throws ProblemError 412 when it has another version by now; UnreachableError
 */
export async function saveShelter(client: Client, id: string, said: Said, version: number): Promise<Shelter | null> {
  const path = `/api/shelters/${encodeURIComponent(id)}/state`;
  return readShelter(await (await client.putJson(path, said, `"${version}"`)).json());
}

/**
 * Opens or closes many, all or none.
 *
 * @returns those that changed
 * @throws ProblemError, UnreachableError
 */
export async function setMany(client: Client, ids: readonly string[], status: Status): Promise<Shelter[]> {
  const answer: unknown = await (await client.postJson('/api/shelters/states', { shelters: ids, status })).json();
  const changed = isRecord(answer) && Array.isArray(answer['shelters']) ? answer['shelters'] : [];
  return changed.flatMap((one: unknown) => readShelter(one) ?? []);
}

/** How it stands now, with who said it. @throws ProblemError, UnreachableError */
export async function fetchShelter(client: Client, id: string): Promise<Shelter | null> {
  return readShelter(await client.getJson(`/api/shelters/${encodeURIComponent(id)}`));
}
