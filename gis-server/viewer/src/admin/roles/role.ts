import type { Client } from '../../http/client';
import { isRecord } from '../../http/client';
import type { Language } from '../../language/choice';
import { recordsOf, textOf, titlesOf } from '../desk/answer';
import { titleIn, type Titles } from '../desk/desk';
import { texts } from './texts';

/** A role that accounts may have. */
export interface Role {
  name: string;
  /** The town's own words for it; null for the roles of every town, whose words are the page's. */
  titles: Titles | null;
  createsLayers: boolean;
  administers: boolean;
}

const PATH = '/api/roles';

/** @throws Error when the answer is no list of roles */
export function readRoles(answer: unknown): Role[] {
  return recordsOf(answer, 'roles').map((role) => ({
    name: textOf(role, 'name'),
    titles: isRecord(role['title']) ? titlesOf(role, 'title') : null,
    createsLayers: role['createsLayers'] === true,
    administers: role['administers'] === true,
  }));
}

/** @throws ProblemError, UnreachableError */
export async function fetchRoles(client: Client): Promise<Role[]> {
  return readRoles(await client.getJson(PATH));
}

/** @throws ProblemError, UnreachableError */
export async function saveRole(
  client: Client,
  name: string,
  titles: Titles,
  createsLayers: boolean,
): Promise<void> {
  await client.putJson(`${PATH}/${encodeURIComponent(name)}`, { title: titles, createsLayers });
}

/** @throws ProblemError 409 when accounts have it; UnreachableError */
export async function removeRole(client: Client, name: string): Promise<void> {
  await client.delete(`${PATH}/${encodeURIComponent(name)}`);
}

/** A role in words; one that is not known by its name. */
export function roleTitle(name: string, own: readonly Role[], language: Language): string {
  const titles = own.find((role) => role.name === name)?.titles;
  if (titles) return titleIn(titles, language);
  return texts[language].names[name] ?? name;
}
