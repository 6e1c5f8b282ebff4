import type { Client } from '../http/client';
import type { Language } from '../language/choice';
import type { Attribute } from '../layers/catalogue';
import type { Assignee } from './watch';

/** What the parts of the watch desk work with; made anew when the language changes. */
export interface WatchParts {
  client: Client;
  language: Language;
  /** The account of whoever is at the desk. */
  user: string;
  /** Who can be given a case; asked for once. */
  assignees(): Promise<Assignee[]>;
  /** The attributes of the layer of households, as people read them. */
  householdAttributes: readonly Attribute[];
  /** Those of the layer of residents, and those that are shown on demand. */
  residentAttributes: readonly Attribute[];
  namesOnDemand: readonly Attribute[];
  /** A small note that goes by itself, and is read out. */
  tell(note: string): void;
  /** Shows a place on the map. */
  onPlace(place: [number, number]): void;
}
