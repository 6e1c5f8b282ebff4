import './openDesk.css';
import type { Client } from '../../http/client';
import type { Language, LanguageChoice } from '../../language/choice';
import { DutyDesk } from '../../page/dutyDesk';
import { FeedbackPart } from './feedbackPart';
import { MapsPart } from './mapsPart';
import { texts } from './texts';

export type OpenDeskPart = 'maps' | 'feedback';

const PARTS: readonly OpenDeskPart[] = ['maps', 'feedback'];

/** What parts of the desk work with. */
export interface DeskHost {
  client: Client;
  language(): Language;
  /** Where the map looks now. */
  here(): { lon: number; lat: number; zoom: number };
  /** Looks at a place and marks it; null for none. */
  showOnMap(place: [number, number] | null): void;
  redraw(): void;
  tell(words: string): void;
}

/** What the desk needs of the page, and whom it tells. */
export interface OpenDeskListener {
  here(): { lon: number; lat: number; zoom: number };
  onPlace(place: [number, number] | null): void;
  /** Another part is shown. */
  onPart(part: OpenDeskPart): void;
  onNote(words: string): void;
  onClosed(): void;
}

/** The desk of the open GIS page: maps on a theme, and what residents tell of mistakes. */
export class OpenDesk {
  private readonly desk: DutyDesk<OpenDeskPart>;
  private readonly maps: MapsPart;
  private readonly feedback: FeedbackPart;
  private user = '';

  constructor(root: HTMLElement, client: Client, choice: LanguageChoice, listener: OpenDeskListener) {
    const host: DeskHost = {
      client,
      language: () => choice.current,
      here: () => listener.here(),
      showOnMap: (place) => {
        if (place !== null) this.desk.makeRoom();
        listener.onPlace(place);
      },
      redraw: () => this.desk.drawPart(),
      tell: (words) => listener.onNote(words),
    };
    this.maps = new MapsPart(host);
    this.feedback = new FeedbackPart(host);
    this.desk = new DutyDesk(root, choice, {
      parts: PARTS,
      words: (language) => texts[language],
      content: (part) => this[part].content(),
      onChosen: () => {
        this.clear();
        listener.onPart(this.desk.part);
      },
      onClosed: () => {
        this.clear();
        listener.onClosed();
      },
    });
  }

  get isOpen(): boolean {
    return this.desk.isOpen;
  }

  open(user: string, part: OpenDeskPart): void {
    this.user = user;
    this.desk.turnTo(part);
    this.desk.open();
  }

  /** Somebody else may have signed in; what one was shown is not kept for another. */
  learn(user: string): void {
    if (this.isOpen && user !== this.user) this.close();
  }

  close(): void {
    this.desk.close();
  }

  private clear(): void {
    this.maps.clear();
    this.feedback.clear();
  }
}
