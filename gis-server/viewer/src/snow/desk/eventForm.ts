import { type Client, explain, ProblemError } from '../../http/client';
import type { Language } from '../../language/choice';
import { shortMomentText } from '../../language/moments';
import { field, openFormDialog } from '../../page/dialog';
import { element } from '../../page/element';
import { FieldError } from '../../page/formTrouble';
import type { SnowEvent } from '../roadSheet';
import { texts } from './texts';
import { fromField, toField, typedNumber } from './townTime';

const EVENTS = '/api/snow/events';
/** The server takes no more. */
const LONGEST_NAME = '60';
const LONGEST_REASON = '200';
const BELOW_CM = 1000;

/** What the forms need of the desk. */
export interface EventForms {
  client: Client;
  language: Language;
  onSaved(): void;
}

/** The form for a new snowfall, or to correct one. */
export function openEventForm(forms: EventForms, event: SnowEvent | null): void {
  const words = texts[forms.language];
  const now = toField(new Date());
  const name = element('input', {
    name: 'name',
    maxlength: LONGEST_NAME,
    placeholder: words.eventNameExample,
    value: event?.name ?? '',
  });
  const begin = momentField('begin', event === null ? now : toField(event.begin), now);
  const end = momentField('end', event?.end ? toField(event.end) : '', now);
  const reason = element('input', { name: 'reason', maxlength: LONGEST_REASON });
  openForm(forms, {
    title: event === null ? words.addEvent : words.editEvent,
    fields: [
      field(words.eventName, name),
      field(words.begin, begin),
      field(words.end, end),
      ...(event === null ? [] : [field(words.reason, reason, words.reasonHelp)]),
    ],
    submit: words.save,
    usualField: 'begin',
    act: () => {
      const body = {
        name: name.value.trim(),
        begin: fromField(begin.value),
        end: fromField(end.value) || null,
      };
      if (body.name === '') throw new FieldError(words.nameMissing, 'name');
      checkMoment(begin, now, forms.language);
      if (end.value !== '') checkMoment(end, now, forms.language);
      if (end.value !== '' && end.value <= begin.value) {
        throw new FieldError(words.endBeforeBegin, 'end');
      }
      return event === null
        ? forms.client.postJson(EVENTS, body)
        : amend(forms.client, event.id, { ...body, reason: reason.value });
    },
  });
}

/** The form for the end of a snowfall that is still on. */
export function openEndForm(forms: EventForms, event: SnowEvent): void {
  const words = texts[forms.language];
  const now = toField(new Date());
  const end = momentField('end', now, now);
  openForm(forms, {
    title: words.endEvent,
    fields: [element('p', {}, event.name), field(words.end, end)],
    submit: words.save,
    usualField: 'end',
    act: () => {
      checkMoment(end, now, forms.language);
      if (end.value <= toField(event.begin)) throw new FieldError(words.endBeforeBegin, 'end');
      return amend(forms.client, event.id, { end: fromField(end.value) });
    },
  });
}

/** The form for new snow that somebody has measured. @param source where that was done last */
export function openReadingForm(forms: EventForms, event: SnowEvent, source: string): void {
  const words = texts[forms.language];
  const now = toField(new Date());
  const time = momentField('time', now, now);
  const cm = element('input', { name: 'cm', inputmode: 'decimal', autocomplete: 'off' });
  const place = element('input', {
    name: 'source',
    maxlength: LONGEST_NAME,
    placeholder: words.readingSourceExample,
    value: source,
  });
  openForm(forms, {
    title: words.addReading,
    fields: [
      field(words.readingTime, time),
      field(words.readingCm, cm, words.readingCmHelp),
      field(words.readingSource, place),
    ],
    submit: words.save,
    usualField: 'time',
    act: () => {
      checkMoment(time, now, forms.language);
      const depth = depthIn(cm, forms.language);
      if (place.value.trim() === '') throw new FieldError(words.sourceMissing, 'source');
      const body = { time: fromField(time.value), cm: depth, source: place.value.trim() };
      return forms.client.postJson(`${EVENTS}/${event.id}/readings`, body);
    },
  });
}

/** A measurement that was entered. */
export interface Reading {
  /** As the server has it: with the place it tells one measurement from another. */
  time: string;
  cm: number;
  source: string;
}

/** The form to correct how much was measured. */
export function openReadingCorrection(forms: EventForms, event: SnowEvent, reading: Reading): void {
  const words = texts[forms.language];
  const cm = element('input', {
    name: 'cm',
    inputmode: 'decimal',
    autocomplete: 'off',
    value: String(reading.cm),
  });
  const reason = element('input', { name: 'reason', maxlength: LONGEST_REASON });
  openForm(forms, {
    title: words.editReadingTitle,
    fields: [
      element('p', {}, readingText(reading, forms.language)),
      field(words.readingCm, cm, words.readingCmHelp),
      field(words.reason, reason, words.reasonHelp),
      element('p', { class: 'hint' }, words.readingFixed),
    ],
    submit: words.save,
    usualField: 'cm',
    act: () => {
      const body = { ...reading, cm: depthIn(cm, forms.language), reason: reason.value };
      return forms.client.postJson(`${EVENTS}/${event.id}/readings`, body);
    },
  });
}

/** Asks for the reason, then takes a measurement away. */
export function openReadingRemoval(forms: EventForms, event: SnowEvent, reading: Reading): void {
  const words = texts[forms.language];
  const reason = element('input', { name: 'reason', maxlength: LONGEST_REASON });
  openForm(forms, {
    title: words.removeReadingTitle,
    fields: [
      element('p', {}, readingText(reading, forms.language)),
      element('p', { class: 'hint' }, words.removeReadingHelp),
      field(words.reason, reason, words.reasonHelp),
    ],
    submit: words.removeReading,
    usualField: '',
    act: () => {
      const body = { ...reading, cm: null, reason: reason.value };
      return forms.client.postJson(`${EVENTS}/${event.id}/readings`, body);
    },
  });
}

export function readingText({ time, cm, source }: Reading, language: Language): string {
  return texts[language].readingText(shortMomentText(new Date(time)), String(cm), source);
}

/** Asks for the reason, then takes a snowfall back. */
export function openWithdrawForm(forms: EventForms, event: SnowEvent): void {
  const words = texts[forms.language];
  const reason = element('input', { name: 'reason', maxlength: LONGEST_REASON });
  openForm(forms, {
    title: words.withdrawTitle,
    fields: [
      element('p', {}, event.name),
      element('p', { class: 'hint' }, words.withdrawHelp),
      field(words.reason, reason, words.reasonHelp),
    ],
    submit: words.withdraw,
    usualField: '',
    act: () => amend(forms.client, event.id, { withdrawn: true, reason: reason.value }),
  });
}

interface FormParts {
  title: string;
  fields: HTMLElement[];
  submit: string;
  /** Where it stands when the server finds fault with a time. */
  usualField: string;
  act(): Promise<unknown>;
}

/** What is wrong is told at its field, whether the page finds it or the server does. */
function openForm(forms: EventForms, { title, fields, submit, usualField, act }: FormParts): void {
  const { language } = forms;
  const explained = (error: unknown) => {
    if (error instanceof FieldError) return error.message;
    // For those who may not enter snow the way to do so is not there.
    const isRefused = error instanceof ProblemError && [403, 404].includes(error.status);
    return isRefused ? texts[language].noRight : explain(error, language);
  };
  openFormDialog({
    title,
    fields,
    submit,
    cancel: texts[language].cancel,
    explain: explained,
    act: async () => {
      try {
        await act();
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        const member = /^member '([^']+)'/.exec(error.detail)?.[1];
        const usual = error.code.startsWith('snow-event') ? usualField : '';
        throw new FieldError(explained(error), member ?? usual);
      }
      forms.onSaved();
    },
  });
}

/** Changes it only as it stands now. */
async function amend(client: Client, id: number, body: unknown): Promise<unknown> {
  const { etag } = await client.getTagged(`${EVENTS}/${id}`);
  return client.patchJson(`${EVENTS}/${id}`, body, etag);
}

function checkMoment({ name, value }: HTMLInputElement, now: string, language: Language): void {
  if (value === '') throw new FieldError(texts[language].timeMissing, name);
  if (value > now) throw new FieldError(texts[language].inFuture, name);
}

function depthIn({ value }: HTMLInputElement, language: Language): number {
  const depth = typedNumber(value);
  if (!(depth >= 0 && depth < BELOW_CM)) throw new FieldError(texts[language].cmWrong, 'cm');
  return depth;
}

function momentField(name: string, value: string, max: string): HTMLInputElement {
  return element('input', { type: 'datetime-local', name, value, max });
}
