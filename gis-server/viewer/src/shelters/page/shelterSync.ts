import { isRecord, ProblemError, UnreachableError } from '../../http/client';
import { readShelter, type Shelter } from '../shelter';
import {
  afterSending,
  bodyOf,
  type FieldName,
  type Fields,
  fieldsOf,
  isEmpty,
  type Pending,
  readPending,
  settle,
  withChange,
  withPending,
} from './fields';

/** The shelter as the server has it. */
export interface Answer {
  json: unknown;
  etag: string;
  /** The server's time, by which changes of several people are put in order; null when not told. */
  time: Date | null;
}

/** How the shelter is asked for and changed. */
export interface ShelterLine {
  /** @throws ProblemError, UnreachableError */
  get(): Promise<Answer>;
  /** @throws ProblemError 412 when it is not in that state any more; UnreachableError */
  put(body: Partial<Fields>, etag: string): Promise<Answer>;
}

/** Where the last state and what waits are kept, also while the page is closed. */
export type SyncMemory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What the page is told. */
export interface SyncListener {
  /** Something to show is otherwise than before. */
  onChange(): void;
  /** Somebody else has changed the shelter. @param lost what was changed here, and is given up for it */
  onOthers(shelter: Shelter, lost: readonly FieldName[]): void;
  /** The server will not take what was changed here; it is given up. */
  onRefused(error: unknown): void;
}

/** Taps within this time are one change. */
const QUIET_MS = 800;
const TRY_AGAIN_MS = 15_000;
/** Others may change it again and again while we try. */
const MOST_TRIES = 4;
/** The server may take it later. */
const LATER = new Set([408, 425, 429]);

/**
 * One shelter on its own phone. What is said here is shown at once, kept on the phone, and sent as soon
 * as there is a network; what others say meanwhile is told.
 */
export class ShelterSync {
  private known: Shelter | null = null;
  private etag = '*';
  private pending: Pending;
  /** The server's clock against the phone's. */
  private aheadMs = 0;
  private heardAt: Date | null = null;
  private isLost = false;
  private isEnded = false;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param id of the shelter
   * @param now of the phone
   */
  constructor(
    private readonly id: string,
    private readonly line: ShelterLine,
    private readonly memory: SyncMemory,
    private readonly listener: SyncListener,
    private readonly now: () => number = Date.now,
  ) {
    const kept = parse(memory.getItem(this.key('known')));
    if (isRecord(kept)) {
      this.known = readShelter(kept['json']);
      this.heardAt = typeof kept['at'] === 'number' ? new Date(kept['at']) : null;
      if (typeof kept['aheadMs'] === 'number') this.aheadMs = kept['aheadMs'];
    }
    this.pending = readPending(parse(memory.getItem(this.key('pending'))));
  }

  /** As the server last told; null before that. */
  get shelter(): Shelter | null {
    return this.known;
  }

  /** With what was changed here. */
  get fields(): Fields | null {
    return this.known === null ? null : withPending(fieldsOf(this.known), this.pending);
  }

  /** Whether something was not sent yet. */
  get isWaiting(): boolean {
    return !isEmpty(this.pending);
  }

  /** Whether the server does not answer. */
  get isOffline(): boolean {
    return this.isLost;
  }

  /** Whether the server does not know the phone any more. */
  get isOver(): boolean {
    return this.isEnded;
  }

  /** When the server was last heard; null for never. */
  get heard(): Date | null {
    return this.heardAt;
  }

  change(changes: Partial<Fields>): void {
    if (this.known === null) return;
    this.pending = withChange(this.pending, fieldsOf(this.known), changes, this.now() + this.aheadMs);
    this.keep();
    this.listener.onChange();
    this.later(QUIET_MS);
  }

  /** Sends what waits and asks how things stand. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.running ??= this.meet().finally(() => {
      this.running = null;
      this.listener.onChange();
      if (this.isLost || this.isEnded) this.later(TRY_AGAIN_MS);
      else if (this.isWaiting) this.later(QUIET_MS);
    });
    return this.running;
  }

  /** Nothing of it stays on the phone. */
  forget(): void {
    clearTimeout(this.timer);
    this.pending = {};
    this.memory.removeItem(this.key('known'));
    this.memory.removeItem(this.key('pending'));
  }

  private async meet(): Promise<void> {
    try {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        this.take(await this.line.get(), true);
        if (!this.isWaiting || (await this.send())) return;
      }
    } catch (error) {
      this.fail(error);
    }
  }

  /** @returns whether it was taken; else the shelter has another state by now */
  private async send(): Promise<boolean> {
    const sent = this.pending;
    try {
      const answer = await this.line.put(bodyOf(sent), this.etag);
      this.pending = afterSending(this.pending, sent);
      this.take(answer, false);
      return true;
    } catch (error) {
      if (error instanceof ProblemError && error.status === 412) return false;
      throw error;
    }
  }

  private take({ json, etag, time }: Answer, isAsked: boolean): void {
    const fresh = readShelter(json);
    if (fresh === null) throw new Error('the answer is no shelter');
    this.isLost = false;
    this.isEnded = false;
    if (time !== null) this.aheadMs = time.getTime() - this.now();
    const before = this.known;
    this.known = fresh;
    this.etag = etag;
    this.heardAt = new Date(this.now());
    this.memory.setItem(this.key('known'), JSON.stringify({ json, at: this.heardAt.getTime(), aheadMs: this.aheadMs }));
    if (isAsked && before !== null && before.state.version !== fresh.state.version) {
      const { pending, lost } = settle(this.pending, fieldsOf(fresh), fresh.state.changed?.getTime() ?? 0);
      this.pending = pending;
      this.listener.onOthers(fresh, lost);
    }
    this.keep();
    this.listener.onChange();
  }

  private fail(error: unknown): void {
    if (error instanceof UnreachableError || (error instanceof ProblemError && (error.status >= 500 || LATER.has(error.status)))) {
      this.isLost = true;
      return;
    }
    if (error instanceof ProblemError && error.status === 401) {
      // What waits may still go with a new link.
      this.isEnded = true;
      return;
    }
    this.pending = {};
    this.keep();
    this.listener.onRefused(error);
  }

  private later(waitMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), waitMs);
  }

  private keep(): void {
    if (isEmpty(this.pending)) this.memory.removeItem(this.key('pending'));
    else this.memory.setItem(this.key('pending'), JSON.stringify(this.pending));
  }

  private key(part: string): string {
    return `machizu.shelter.${this.id}.${part}`;
  }
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
