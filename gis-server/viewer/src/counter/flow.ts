import { type Client, ProblemError } from '../http/client';
import type { Language } from '../language/choice';
import { readReport } from '../permits/report';
import { readAnswer, type SearchHit } from '../search/answer';
import { Suggester } from '../search/suggestions';
import { type Certificate, issue, print, type Printing } from './certificate';
import type { CounterEvent, CounterState, Keys } from './counterState';

/** More would not be read at a terminal. */
const MOST_HITS = 20;

/** What asks the server on behalf of one person. Every answer goes through the state of that person. */
export class Flow {
  private readonly suggester: Suggester;
  private abort = new AbortController();

  constructor(
    private readonly client: Client,
    private readonly state: () => CounterState,
    private readonly dispatch: (event: CounterEvent) => void,
  ) {
    this.suggester = new Suggester(
      async (text, signal) => {
        const path = `/api/search?limit=${MOST_HITS}&q=${encodeURIComponent(text)}`;
        return readAnswer(await client.getJson(path, signal));
      },
      (suggestions) => {
        const { turn } = state();
        if (suggestions.state === 'found') {
          dispatch({ kind: 'found', turn, hits: usefulHits(suggestions.hits) });
        } else if (suggestions.state === 'failed') {
          dispatch({ kind: 'refused', turn, error: suggestions.error });
        }
      },
    );
  }

  /** The text of the field is this now. */
  type(question: string, keys?: Keys): void {
    this.dispatch(keys === undefined ? { kind: 'type', question } : { kind: 'type', question, keys });
    this.suggester.ask(question);
  }

  /** Nothing that is on its way is waited for any more. */
  stop(): void {
    this.suggester.stop();
    this.abort.abort();
    this.abort = new AbortController();
  }

  /** What to do with something that was found. */
  async choose(hit: SearchHit): Promise<void> {
    if (hit.kind === 'address') this.type(hit.title, 'numbers');
    else if (hit.kind === 'parcel' && hit.id !== null) await this.askAbout([Number(hit.id)]);
    else if (hit.point !== null) await this.ask(placePath(hit.point));
  }

  /** A lot was pressed on the map: it is added, or taken out when it was chosen. */
  async press(place: [number, number]): Promise<void> {
    const chosen = this.state().lots.map(({ id }) => id);
    if (chosen.length === 0) return this.ask(placePath(place));
    this.dispatch({ kind: 'ask' });
    const { turn } = this.state();
    try {
      const { lots } = readReport(await this.get(placePath(place)));
      const lot = lots[0];
      if (lot === undefined || turn !== this.state().turn) return;
      const isChosen = chosen.includes(lot.id);
      const next = isChosen ? chosen.filter((id) => id !== lot.id) : [...chosen, lot.id];
      await this.askAbout(next);
    } catch (error) {
      this.refuse(turn, error);
    }
  }

  async drop(lot: number): Promise<void> {
    await this.askAbout(this.state().lots.map(({ id }) => id).filter((id) => id !== lot));
  }

  private async askAbout(lots: readonly number[]): Promise<void> {
    if (lots.length === 0) this.dispatch({ kind: 'drop-all' });
    else await this.ask(`/api/sites?parcel=${lots.join(',')}&lang=all&geometry=features`);
  }

  private async ask(path: string): Promise<void> {
    this.dispatch({ kind: 'ask' });
    const { turn } = this.state();
    try {
      const report = readReport(await this.get(path));
      this.dispatch({ kind: 'site', turn, report });
    } catch (error) {
      this.refuse(turn, error);
    }
  }

  private get(path: string): Promise<unknown> {
    return this.client.getJson(path, this.abort.signal);
  }

  private refuse(turn: number, error: unknown): void {
    this.dispatch({ kind: 'refused', turn, error });
  }

  /**
   * Makes the certificate of the chosen lots, and prints it where there is a printer.
   *
   * @param hasPrinter false at a desk without one
   */
  async makePaper(language: Language, hasPrinter: boolean): Promise<void> {
    const { turn, lots } = this.state();
    this.dispatch({ kind: 'paper', turn, paper: { step: 'making' } });
    try {
      const ids = lots.map(({ id }) => id);
      const certificate = await issue(this.client, ids, language);
      if (turn !== this.state().turn) return;
      if (hasPrinter) await this.printPaper(turn, certificate, null);
      else this.dispatch({ kind: 'paper', turn, paper: { step: 'done', certificate, printing: null } });
    } catch (error) {
      // Where the server has said no, there is no paper; without any answer nobody knows.
      const isSure = error instanceof ProblemError;
      const paper = isSure ? ({ step: 'failed', error } as const) : ({ step: 'unclear', certificate: null } as const);
      this.dispatch({ kind: 'paper', turn, paper });
    }
  }

  /** Prints a paper again that the printer has surely not printed. */
  async printAgain(): Promise<void> {
    const { paper, turn } = this.state();
    if (paper.step === 'done' && paper.printing?.papers.state === 'not-printed') {
      await this.printPaper(turn, paper.certificate, paper.printing);
    }
  }

  private async printPaper(turn: number, certificate: Certificate, before: Printing | null): Promise<void> {
    this.dispatch({ kind: 'paper', turn, paper: { step: 'printing', certificate } });
    try {
      const printing = await print(this.client, certificate.number, before);
      this.dispatch({ kind: 'paper', turn, paper: { step: 'done', certificate, printing } });
    } catch {
      // The answer is lost, so that a second printing might be one too many.
      this.dispatch({ kind: 'paper', turn, paper: { step: 'unclear', certificate } });
    }
  }
}

/**
 * Lots by their number, quarters that lead to numbers, and places that lie on a lot; a place that
 * several layers have is one.
 */
export function usefulHits(hits: readonly SearchHit[]): SearchHit[] {
  const seen = new Set<string>();
  return hits.filter((hit) => {
    if (hit.kind === 'parcel') return hit.id !== null;
    if (seen.has(hit.title) || (hit.kind !== 'address' && hit.point === null)) return false;
    seen.add(hit.title);
    return true;
  });
}

function placePath([lon, lat]: [number, number]): string {
  return `/api/sites?lon=${lon}&lat=${lat}&lang=all&geometry=features`;
}
