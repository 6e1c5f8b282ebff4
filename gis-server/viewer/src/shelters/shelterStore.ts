import { type Client, ProblemError } from '../http/client';
import { PresentState } from '../live/presentState';
import { readShelters, type Shelter, type ShelterSheet } from './shelter';

/** The server tells of no more. */
const SHELTERS = '/api/shelters?limit=5000';

/** The shelters as they stand. Where nobody sees a layer of shelters, there are none. */
export class ShelterStore extends PresentState<ShelterSheet> {
  /** @param onTrouble is told when an answer that nobody waits for does not come */
  constructor(client: Pick<Client, 'getJson'>, onTrouble: (error: unknown) => void, now?: () => number) {
    super(() => client.getJson(SHELTERS).then(readShelters, orNone), onTrouble, now);
  }

  find(id: string): Shelter | null {
    return this.sheet?.shelters.find((one) => one.id === id) ?? null;
  }

  /** By the id of its feature. */
  findFeature(layer: string, feature: string): Shelter | null {
    return this.sheet?.shelters.find((one) => one.feature === feature && one.layer === layer) ?? null;
  }

  /** One of them is otherwise than before, as the server answered to a change. */
  take(shelter: Shelter): void {
    if (this.sheet === null) return;
    const shelters = this.sheet.shelters.map((one) =>
      one.id === shelter.id && one.state.version <= shelter.state.version ? shelter : one,
    );
    this.set({ ...this.sheet, shelters });
  }
}

function orNone(error: unknown): ShelterSheet {
  if (error instanceof ProblemError && error.status === 404) return { answered: new Date(), keeps: false, shelters: [] };
  throw error;
}
