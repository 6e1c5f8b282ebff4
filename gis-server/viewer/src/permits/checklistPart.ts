import { explain, isRecord, ProblemError } from '../http/client';
import { titlesOf } from '../admin/desk/answer';
import { serverLanguage } from '../language/choice';
import { shortMomentText } from '../language/moments';
import { field } from '../page/dialog';
import { element, textButton } from '../page/element';
import type { EnquiryHost } from './enquiryPart';
import { type Lot, readReport, type Report } from './report';
import { reportView } from './reportView';
import { texts } from './texts';

const PATH = '/api/sites/checklist';

/** A checklist that the town has had; number 0 came with the program. */
interface Version {
  number: number;
  saved: string;
  author: string;
  note: string;
}

/** Something of a checklist that cannot be used, and where. */
interface Fault {
  at: string;
  what: { ja: string; en: string };
}

/** The editor of what is asked: tried first, then put into force. */
export class ChecklistPart {
  private yaml: string | null = null;
  private etag = '*';
  private inForce = 0;
  private note = '';
  private versions: Version[] = [];
  private faults: Fault[] = [];
  private missing: { line: string; layer: string; attributes: string[] }[] = [];
  private report: Report | null = null;
  private status = '';
  private isLoading = false;

  /** @param lots those that are chosen for an enquiry */
  constructor(
    private readonly host: EnquiryHost,
    private readonly lots: () => readonly Lot[],
  ) {}

  clear(): void {
    this.yaml = null;
    this.note = '';
    this.forgetTrial();
    this.status = '';
  }

  content(): HTMLElement[] {
    const words = texts[this.host.language()];
    if (this.yaml === null) {
      void this.load();
      return [element('p', { role: 'status' }, this.status === '' ? words.loading : this.status)];
    }
    const area = element('textarea', {
      id: 'checklist-yaml',
      class: 'checklist-yaml',
      spellcheck: 'false',
      wrap: 'off',
    });
    area.value = this.yaml;
    area.addEventListener('input', () => (this.yaml = area.value));
    const note = element('input', { id: 'checklist-note', value: this.note, maxlength: '500' });
    note.addEventListener('input', () => (this.note = note.value));
    const tryOut = textButton(words.tryOut, '', () => void this.tryOut());
    tryOut.id = 'checklist-try';
    const save = textButton(words.save, 'button-primary', () => void this.save());
    save.id = 'checklist-save';
    return [
      element(
        'div',
        { class: 'permit-part' },
        element('p', { class: 'hint' }, words.checklistIntro),
        field(words.yaml, area),
        element('p', { class: 'hint' }, words.tryHelp),
        field(words.note, note),
        element('div', { class: 'form-actions' }, tryOut, save),
        element('p', { role: 'status', id: 'checklist-status' }, this.status),
        ...this.faultList(),
        ...this.missingList(),
        ...(this.report === null
          ? []
          : [reportView(this.report, this.host.language(), this.host.showOnMap)]),
        this.versionList(),
      ),
    ];
  }

  private async load(): Promise<void> {
    if (this.isLoading) return;
    this.isLoading = true;
    try {
      const { value, etag } = await this.host.client.getTagged(PATH);
      const list = await this.host.client.getJson(`${PATH}/versions`);
      if (!isRecord(value) || typeof value['yaml'] !== 'string') throw new Error('no checklist');
      this.yaml = value['yaml'];
      this.inForce = Number(value['number']);
      this.etag = etag;
      this.versions = readVersions(list);
      this.status = '';
    } catch (error) {
      this.status = explain(error, this.host.language());
      this.isLoading = false;
      if (this.status !== '') return this.host.tell(this.status);
    }
    this.isLoading = false;
    this.host.redraw();
  }

  private forgetTrial(): void {
    this.faults = [];
    this.missing = [];
    this.report = null;
  }

  private async tryOut(): Promise<void> {
    const words = texts[this.host.language()];
    this.forgetTrial();
    try {
      const body = { yaml: this.yaml, parcels: this.lots().map(({ id }) => id) };
      const answer = await this.host.client.postJson(`${PATH}/try`, body);
      const json: unknown = await answer.json();
      this.status = words.tried;
      if (isRecord(json)) {
        this.missing = readMissing(json['missing']);
        this.report = isRecord(json['report']) ? readReport(json['report']) : null;
      }
    } catch (error) {
      this.fail(error);
    }
    this.host.redraw();
  }

  private async save(): Promise<void> {
    const words = texts[this.host.language()];
    this.forgetTrial();
    if (this.note.trim() === '') {
      this.status = words.noteMissing;
      this.host.redraw();
      document.getElementById('checklist-note')?.focus();
      return;
    }
    try {
      const body = { yaml: this.yaml, note: this.note };
      const answer = await this.host.client.putJson(PATH, body, this.etag);
      const json: unknown = await answer.json();
      this.inForce = isRecord(json) ? Number(json['number']) : this.inForce;
      this.etag = answer.headers.get('ETag') ?? '*';
      this.note = '';
      this.status = words.saved(this.inForce);
      this.versions = readVersions(await this.host.client.getJson(`${PATH}/versions`));
    } catch (error) {
      this.fail(error);
    }
    this.host.redraw();
  }

  private fail(error: unknown): void {
    const words = texts[this.host.language()];
    this.faults = error instanceof ProblemError ? readFaults(error.more['faults']) : [];
    this.status =
      this.faults.length > 0 ? words.faults(this.faults.length) : explain(error, this.host.language());
  }

  private faultList(): HTMLElement[] {
    if (this.faults.length === 0) return [];
    const language = serverLanguage(this.host.language());
    return [
      element(
        'ul',
        { class: 'checklist-faults', id: 'checklist-faults' },
        ...this.faults.map(({ at, what }) =>
          element('li', {}, ...(at === '' ? [] : [element('code', {}, at), ' ']), what[language]),
        ),
      ),
    ];
  }

  private missingList(): HTMLElement[] {
    if (this.missing.length === 0) return [];
    const words = texts[this.host.language()];
    return [
      element('p', {}, words.missing),
      element(
        'ul',
        { class: 'checklist-faults' },
        ...this.missing.map(({ line, layer, attributes }) =>
          element(
            'li',
            {},
            attributes.length === 0
              ? words.missingLayer(line, layer)
              : words.missingAttributes(line, layer, attributes.join(', ')),
          ),
        ),
      ),
    ];
  }

  private versionList(): HTMLElement {
    const words = texts[this.host.language()];
    return element(
      'details',
      { class: 'desk-more' },
      element('summary', {}, words.versions),
      element(
        'ul',
        { class: 'checklist-versions' },
        ...this.versions.map((version) => {
          const name = words.version(version.number);
          const open = textButton(words.openVersion, 'button-small', () => void this.openVersion(version));
          open.setAttribute('aria-label', `${words.openVersion}: ${name}`);
          return element(
            'li',
            {},
            element(
              'span',
              {},
              [
                name,
                ...(version.number === this.inForce ? [words.inForce] : []),
                ...(version.saved === '' ? [] : [shortMomentText(new Date(version.saved)), version.author]),
                ...(version.note === '' ? [] : [version.note]),
              ].join('　'),
            ),
            open,
          );
        }),
      ),
    );
  }

  private async openVersion(version: Version): Promise<void> {
    const words = texts[this.host.language()];
    try {
      const json = await this.host.client.getJson(`${PATH}/versions/${version.number}`);
      if (isRecord(json) && typeof json['yaml'] === 'string') this.yaml = json['yaml'];
      this.status = words.opened(words.version(version.number));
      this.forgetTrial();
    } catch (error) {
      this.status = explain(error, this.host.language());
    }
    this.host.redraw();
  }
}

function readVersions(json: unknown): Version[] {
  const list = isRecord(json) && Array.isArray(json['versions']) ? json['versions'] : [];
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return list.filter(isRecord).map((version) => ({
    number: Number(version['number']),
    saved: text(version['saved']),
    author: text(version['author']),
    note: text(version['note']),
  }));
}

function readFaults(json: unknown): Fault[] {
  if (!Array.isArray(json)) return [];
  return json
    .filter(isRecord)
    .map((fault) => ({ at: String(fault['at'] ?? ''), what: titlesOf(fault, 'what') }));
}

function readMissing(json: unknown): { line: string; layer: string; attributes: string[] }[] {
  if (!Array.isArray(json)) return [];
  return json.filter(isRecord).map((one) => ({
    line: String(one['line'] ?? ''),
    layer: String(one['layer'] ?? ''),
    attributes: Array.isArray(one['attributes']) ? one['attributes'].map(String) : [],
  }));
}
