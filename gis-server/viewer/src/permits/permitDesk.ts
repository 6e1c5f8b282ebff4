import type { Client } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import { DutyDesk } from '../page/dutyDesk';
import { ChecklistPart } from './checklistPart';
import { EnquiryPart } from './enquiryPart';
import { PapersPart } from './papersPart';
import { TakingsPart } from './takingsPart';
import { texts } from './texts';

type Part = 'enquiry' | 'papers' | 'takings' | 'checklist';

const PARTS: readonly Part[] = ['enquiry', 'papers', 'takings', 'checklist'];

/** What the desk needs of the page, and whom it tells. */
export interface PermitDeskListener {
  /** Looks at a shape on the map and marks it; null for none. */
  onShape(shape: GeoJSON.Geometry | null): void;
  onNote(words: string): void;
  onClosed(): void;
}

/** The desk of those who answer about sites. */
export class PermitDesk {
  private readonly desk: DutyDesk<Part>;
  private readonly enquiry: EnquiryPart;
  private readonly papers: PapersPart;
  private readonly takings: TakingsPart;
  private readonly checklist: ChecklistPart;
  private user = '';

  constructor(
    root: HTMLElement,
    client: Client,
    choice: LanguageChoice,
    listener: PermitDeskListener,
  ) {
    const host = {
      client,
      language: () => choice.current,
      showOnMap: (shape: GeoJSON.Geometry | null) => {
        this.desk.makeRoom();
        listener.onShape(shape);
      },
      mark: (shape: GeoJSON.Geometry | null) => listener.onShape(shape),
      redraw: () => this.desk.drawPart(),
      tell: (words: string) => listener.onNote(words),
    };
    this.enquiry = new EnquiryPart(host);
    this.papers = new PapersPart(host);
    this.takings = new TakingsPart(host);
    this.checklist = new ChecklistPart(host, () => this.enquiry.lots);
    this.desk = new DutyDesk(root, choice, {
      parts: PARTS,
      words: (language) => texts[language],
      content: (part) => this[part].content(),
      // Terminals give out papers meanwhile.
      onChosen: () => {
        this.papers.clear();
        this.takings.clear();
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

  open(user: string): void {
    this.user = user;
    this.desk.open();
  }

  /** Somebody else may have signed in; what one was shown is not kept for another. */
  learn(user: string): void {
    if (this.isOpen && user !== this.user) this.close();
  }

  close(): void {
    this.desk.close();
  }

  /** Takes a place that was pressed on the map, while lots are chosen. @returns whether it was */
  takePlace(place: [number, number]): boolean {
    if (!this.isOpen || this.desk.part !== 'enquiry') return false;
    void this.enquiry.take(place);
    this.desk.show();
    return true;
  }

  private clear(): void {
    this.enquiry.clear();
    this.papers.clear();
    this.takings.clear();
    this.checklist.clear();
  }
}
