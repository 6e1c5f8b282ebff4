import type { SearchAnswer } from './answer';

/** What stands under the search field. */
export type Suggestions =
  | { state: 'closed' }
  | { state: 'tooLong' }
  | { state: 'loading' }
  | { state: 'failed'; error: unknown }
  | ({ state: 'found' } & SearchAnswer);

/** How long typing must pause before the server is asked. */
export const PAUSE_MS = 150;
/** The server takes no longer question. */
export const MAX_LENGTH = 200;
/** A quick answer needs no sign that it is on its way. */
const LOADING_MS = 400;

/**
 * Asks for suggestions while somebody types: after a pause, and only the newest question counts;
 * one that is overtaken is aborted.
 */
export class Suggester {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private slow: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | null = null;

  constructor(
    private readonly fetchAnswer: (text: string, signal: AbortSignal) => Promise<SearchAnswer>,
    private readonly show: (suggestions: Suggestions) => void,
  ) {}

  /** Takes what stands in the field now. */
  ask(typed: string): void {
    this.stop();
    const text = typed.trim();
    if (text === '') this.show({ state: 'closed' });
    else if (text.length > MAX_LENGTH) this.show({ state: 'tooLong' });
    else this.timer = setTimeout(() => void this.fetch(text), PAUSE_MS);
  }

  /** Asks without waiting for a pause. */
  askNow(typed: string): void {
    this.ask(typed);
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    void this.fetch(typed.trim());
  }

  /** Forgets the question; no answer to it is shown any more. */
  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.slow);
    this.timer = undefined;
    this.running?.abort();
    this.running = null;
  }

  private async fetch(text: string): Promise<void> {
    const mine = new AbortController();
    this.running = mine;
    this.slow = setTimeout(() => this.show({ state: 'loading' }), LOADING_MS);
    try {
      const answer = await this.fetchAnswer(text, mine.signal);
      if (!mine.signal.aborted) this.show({ state: 'found', ...answer });
    } catch (error) {
      if (!mine.signal.aborted) this.show({ state: 'failed', error });
    } finally {
      if (this.running === mine) {
        clearTimeout(this.slow);
        this.running = null;
      }
    }
  }
}
