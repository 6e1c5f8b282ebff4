import './reportForm.css';
import { explain } from '../http/client';
import type { Language } from '../language/choice';
import { field } from '../page/dialog';
import { element, textButton } from '../page/element';
import { FieldError, FormTrouble } from '../page/formTrouble';
import { photoField, photoIn } from './photo';
import type { NewReport } from './reports';
import { reportTexts } from './reportTexts';

const LONGEST_NOTE = '1000';
/** A position that is older is asked for anew. */
const MAX_AGE_MS = 10_000;
const PATIENCE_MS = 15_000;
/** Six digits are ten centimetres. */
const DIGITS = 5;

/** What the form needs of the page around it. */
export interface ReportFormParts {
  language: Language;
  /** The middle of the map; null while it shows more than a town. */
  centre(): [number, number] | null;
  /** The place was chosen, to be marked on the map; null when it is no more. */
  onPlace(place: [number, number] | null, look: boolean): void;
  /** Sends it, or keeps it for sending. @throws ProblemError, UnreachableError */
  send(report: NewReport): Promise<void>;
  onSent(): void;
  /** null where the form cannot be left. */
  onCancel: (() => void) | null;
}

/** The form by which somebody tells that an entrance is blocked: where, and if they like a photo. */
export class ReportForm {
  readonly root: HTMLFormElement;
  private readonly trouble: FormTrouble;
  private readonly told = element('p', { role: 'status', class: 'report-place' });
  private readonly hereButton: HTMLButtonElement;
  private readonly note = element('textarea', { name: 'note', rows: '2', maxlength: LONGEST_NOTE });
  private readonly photo: HTMLInputElement;
  private readonly submit: HTMLButtonElement;
  private place: [number, number] | null = null;
  /** One for each report, however often it is sent. */
  private id = newReportId();
  private isSending = false;

  constructor(private readonly parts: ReportFormParts) {
    const words = reportTexts[parts.language];
    const photo = photoField(parts.language);
    this.photo = photo.input;
    this.hereButton = textButton(words.placeHere, '', () => this.askPosition());
    this.hereButton.name = 'place';
    this.submit = element('button', { type: 'submit', class: 'button button-primary' }, words.send);
    const { onCancel } = parts;
    this.root = element(
      'form',
      { class: 'form report-form', novalidate: true },
      element('h3', { class: 'watch-title', tabindex: '-1' }, words.title),
      element('p', {}, words.intro),
      element(
        'fieldset',
        { class: 'watch-group' },
        element('legend', { class: 'field-label' }, words.place),
        element('p', { class: 'hint' }, words.placeHelp),
        element(
          'div',
          { class: 'side-tools' },
          this.hereButton,
          textButton(words.placeCentre, '', () => this.takeCentre()),
        ),
        this.told,
      ),
      field(words.note, this.note, words.noteHelp),
      photo.field,
      element(
        'div',
        { class: 'form-actions' },
        this.submit,
        ...(onCancel === null ? [] : [textButton(words.cancel, '', () => onCancel())]),
      ),
    );
    this.trouble = new FormTrouble(this.root);
    this.root.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.send();
    });
  }

  /** Takes the keyboard. */
  focus(): void {
    this.root.querySelector<HTMLElement>('h3')?.focus();
  }

  /** The place was pressed on the map. */
  setPlace(place: [number, number]): void {
    this.choose(place, '', false);
  }

  private choose(place: [number, number], further: string, look: boolean): void {
    const words = reportTexts[this.parts.language];
    this.place = place;
    this.trouble.clear();
    const [lon, lat] = place;
    this.told.textContent = words.placeChosen(lat.toFixed(DIGITS), lon.toFixed(DIGITS)) + further;
    this.parts.onPlace(place, look);
  }

  private takeCentre(): void {
    const centre = this.parts.centre();
    if (centre === null) this.told.textContent = reportTexts[this.parts.language].placeFar;
    else this.choose(centre, '', false);
  }

  private askPosition(): void {
    const words = reportTexts[this.parts.language];
    if (!('geolocation' in navigator)) {
      this.told.textContent = words.placeFailed;
      return;
    }
    this.told.textContent = words.placeFinding;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const metres = Math.ceil(coords.accuracy).toLocaleString();
        this.choose([coords.longitude, coords.latitude], words.placeAbout(metres), true);
      },
      ({ code, PERMISSION_DENIED }) => {
        this.told.textContent = code === PERMISSION_DENIED ? words.placeDenied : words.placeFailed;
      },
      { enableHighAccuracy: true, maximumAge: MAX_AGE_MS, timeout: PATIENCE_MS },
    );
  }

  private async send(): Promise<void> {
    // The button goes on taking presses of those who wear gloves; one of them counts.
    if (this.isSending) return;
    const { language } = this.parts;
    const words = reportTexts[language];
    this.isSending = true;
    this.trouble.clear();
    this.submit.textContent = words.sending;
    try {
      if (this.place === null) throw new FieldError(words.placeMissing, 'place');
      const photo = photoIn(this.photo, language);
      await this.parts.send({
        id: this.id,
        place: this.place,
        seen: new Date(),
        note: this.note.value.trim(),
        photo,
      });
      this.clear();
      this.parts.onSent();
    } catch (error) {
      if (error instanceof FieldError) this.trouble.show(error.message, error.field);
      else this.trouble.show(explain(error, language), '');
    } finally {
      this.isSending = false;
      this.submit.textContent = words.send;
    }
  }

  private clear(): void {
    this.id = newReportId();
    this.place = null;
    this.told.textContent = '';
    this.note.value = '';
    this.photo.value = '';
    this.parts.onPlace(null, false);
  }
}

/** 128 random bits; `randomUUID` is not there on pages that came without TLS. */
export function newReportId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
