import './watch.css';
import type { Client } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import type { LayerEntry } from '../layers/catalogue';
import { DutyDesk } from '../page/dutyDesk';
import { HouseholdView, type Looked } from './householdView';
import { WatchList } from './listView';
import type { WatchParts } from './parts';
import { RegisterView } from './register/registerView';
import { ReportForm } from './reportForm';
import { sendReport } from './reports';
import { reportTexts } from './reportTexts';
import { ReportsView } from './reportsView';
import { texts } from './texts';
import { type Assignee, fetchAssignees, type Filter } from './watch';

type Part = 'list' | 'reports' | 'register';

const PARTS: readonly Part[] = ['list', 'reports', 'register'];

/** Who is at the desk, and what of the layers they see. */
export interface WatchSight {
  user: string;
  households: LayerEntry;
  /** null for those who see no residents. */
  residents: LayerEntry | null;
}

/** What the desk needs of the page, and whom it tells. */
export interface WatchDeskListener {
  /** The middle of the map; null while it shows more than a town. */
  centre(): [number, number] | null;
  /** Looks at a place and marks it. */
  onPlace(place: [number, number]): void;
  /** Marks a place where the map is; null for none. */
  onMark(place: [number, number] | null): void;
  onNote(words: string): void;
  onClosed(): void;
}

/** The desk of those who watch over households in the snow. */
export class WatchDesk {
  private readonly desk: DutyDesk<Part>;
  private sight: WatchSight | null = null;
  private filter: Filter = 'all';
  /** The household that is looked at by itself, in each part; null for its list. */
  private looked: Looked | null = null;
  /** The line of the list to which one comes back. */
  private left = 0;
  private isReporting = false;
  private form: ReportForm | null = null;
  private assignees: Promise<Assignee[]> | null = null;

  constructor(
    root: HTMLElement,
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly listener: WatchDeskListener,
  ) {
    this.desk = new DutyDesk(root, choice, {
      parts: PARTS,
      words: (language) => texts[language],
      content: (part) => (this.sight === null ? [] : this.content(part, this.sight)),
      onChosen: () => this.leave(),
      onClosed: () => {
        this.leave();
        this.assignees = null;
        listener.onClosed();
      },
    });
  }

  get isOpen(): boolean {
    return this.desk.isOpen;
  }

  open(sight: WatchSight): void {
    this.sight = sight;
    // An extract writes both layers.
    const hasRegister = sight.residents?.mayEdit ?? false;
    this.desk.offer(PARTS.filter((part) => part !== 'register' || hasRegister));
    this.desk.open();
  }

  /** Somebody else may have signed in; what one was shown is not kept for another. */
  learn(sight: WatchSight | null): void {
    if (this.isOpen && sight?.user !== this.sight?.user) this.close();
    this.sight = sight;
  }

  close(): void {
    this.desk.close();
  }

  /** Takes a place that was pressed on the map, while one is wanted. @returns whether it was */
  takePlace(place: [number, number]): boolean {
    if (this.form === null) return false;
    this.form.setPlace(place);
    this.desk.show();
    return true;
  }

  /** Nothing of a part stays when another is chosen. */
  private leave(): void {
    this.looked = null;
    this.stopReporting();
  }

  private stopReporting(): void {
    this.isReporting = false;
    this.form = null;
    this.listener.onMark(null);
  }

  private content(part: Part, sight: WatchSight): HTMLElement[] {
    const parts = this.partsFor(sight);
    const { looked } = this;
    this.form = null;
    if (looked !== null) return [this.householdView(parts, looked)];
    if (part === 'list') {
      const list = new WatchList(
        parts,
        this.filter,
        (filter) => (this.filter = filter),
        (line) => this.look({ household: line.household, line, report: '' }),
        this.left,
      );
      this.left = 0;
      return [list.root];
    }
    if (part === 'register') return [new RegisterView(parts).root];
    if (this.isReporting) return [this.reportForm(parts)];
    const reports = new ReportsView(parts, {
      onAdd: () => {
        this.isReporting = true;
        this.desk.drawPart();
        this.form?.focus();
        this.desk.toTop();
      },
      onHousehold: (household, report) => this.look({ household, line: null, report }),
    });
    return [reports.root];
  }

  private look(looked: Looked): void {
    this.looked = looked;
    this.desk.drawPart();
    this.desk.toTop();
    document.getElementById('watch-title')?.focus();
    const place = looked.line?.place ?? null;
    if (place !== null) this.listener.onPlace(place);
  }

  private householdView(parts: WatchParts, looked: Looked): HTMLElement {
    const back = () => {
      this.left = looked.household;
      this.looked = null;
      this.listener.onMark(null);
      this.desk.drawPart();
      this.desk.focusPart();
    };
    return new HouseholdView(parts, looked, { words: texts[parts.language].back, act: back }).root;
  }

  private reportForm(parts: WatchParts): HTMLElement {
    const end = () => {
      this.stopReporting();
      this.desk.drawPart();
      this.desk.focusPart();
    };
    this.form = new ReportForm({
      language: parts.language,
      centre: () => this.listener.centre(),
      onPlace: (place, look) =>
        place !== null && look ? this.listener.onPlace(place) : this.listener.onMark(place),
      send: (report) => sendReport(this.client, report),
      onSent: () => {
        this.listener.onNote(reportTexts[parts.language].sent);
        end();
      },
      onCancel: end,
    });
    return this.form.root;
  }

  private partsFor({ user, households, residents }: WatchSight): WatchParts {
    return {
      client: this.client,
      language: this.choice.current,
      user,
      assignees: () => this.knownAssignees(),
      householdAttributes: households.attributes,
      residentAttributes: residents?.attributes ?? [],
      namesOnDemand: residents?.onDemand ?? [],
      tell: (note) => this.listener.onNote(note),
      onPlace: (place) => {
        this.desk.makeRoom();
        this.listener.onPlace(place);
      },
    };
  }

  private knownAssignees(): Promise<Assignee[]> {
    this.assignees ??= fetchAssignees(this.client).catch((error: unknown) => {
      this.assignees = null;
      throw error;
    });
    return this.assignees;
  }
}
