import { type Client, ProblemError } from '../http/client';
import { readShelters, type Shelter, type ShelterSheet } from './shelter';

/** The server tells of no more. */
const SHELTERS = '/api/shelters?limit=5000';
/** News of many shelters come at once; more often than this nobody looks. */
const AT_MOST_EVERY_MS = 1000;

/** The shelters as they stand, and who wants to know when that changes. */
export class ShelterStore {
  private present: ShelterSheet | null = null;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private askedAt = Number.NEGATIVE_INFINITY;
  /** Counts what is asked, so that an answer for somebody who has left is thrown away. */
  private turn = 0;

  /** @param onTrouble is told when an answer that nobody waits for does not come */
  constructor(
    private readonly client: Pick<Client, 'getJson'>,
    private readonly onTrouble: (error: unknown) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** null before the first answer. */
  get sheet(): ShelterSheet | null {
    return this.present;
  }

  find(id: string): Shelter | null {
    return this.present?.shelters.find((one) => one.id === id) ?? null;
  }

  /** By the id of its feature. */
  findFeature(layer: string, feature: string): Shelter | null {
    return this.present?.shelters.find((one) => one.feature === feature && one.layer === layer) ?? null;
  }

  /** @returns ends it */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /**
   * Where nobody sees a layer of shelters, there are none.
   *
   * @throws ProblemError, UnreachableError
   */
  async load(): Promise<void> {
    const turn = ++this.turn;
    this.askedAt = this.now();
    const sheet = await this.client.getJson(SHELTERS).then(readShelters, orNone);
    if (turn !== this.turn) return;
    this.set(sheet);
  }

  /** One of them is otherwise than before, as the server answered to a change. */
  take(shelter: Shelter): void {
    if (this.present === null) return;
    const shelters = this.present.shelters.map((one) =>
      one.id === shelter.id && one.state.version <= shelter.state.version ? shelter : one,
    );
    this.set({ ...this.present, shelters });
  }

  /** There are news: asks for them, once a second at most. */
  hurry(): void {
    const waitMs = Math.max(0, this.askedAt + AT_MOST_EVERY_MS - this.now());
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.load().catch((error: unknown) => this.onTrouble(error));
    }, waitMs);
  }

  /** Forgets what one was shown who is not here any more. */
  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.turn++;
    this.set(null);
  }

  private set(sheet: ShelterSheet | null): void {
    this.present = sheet;
    for (const listener of [...this.listeners]) listener();
  }
}

function orNone(error: unknown): ShelterSheet {
  if (error instanceof ProblemError && error.status === 404) return { answered: new Date(), keeps: false, shelters: [] };
  throw error;
}
