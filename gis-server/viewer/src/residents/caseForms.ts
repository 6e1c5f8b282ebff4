import { explain, ProblemError } from '../http/client';
import { momentText } from '../language/moments';
import { field, openFormDialog } from '../page/dialog';
import { element } from '../page/element';
import { FieldError } from '../page/formTrouble';
import type { WatchParts } from './parts';
import { photoField, photoIn } from './photo';
import { texts } from './texts';
import { type Assignee, fetchCase, openCase, OUTCOMES, stepCase, visitCase, type WatchCase } from './watch';
import { actorText, nameOf, stepText } from './words';

const LONGEST_NOTE = '1000';

/** A case that a form goes on with, as it was seen. */
export interface SeenCase {
  one: WatchCase;
  etag: string;
}

/** Asks for a note, and takes a household up. @param report the report it is for; empty for none */
export function openTakeForm(
  parts: WatchParts,
  household: number,
  origin: string,
  report: string,
  done: () => void,
): void {
  const words = texts[parts.language];
  const note = noteField();
  openFormDialog({
    title: words.takeTitle,
    fields: [field(words.note, note, words.noteHelp)],
    submit: words.take,
    cancel: words.cancel,
    act: async () => {
      try {
        await openCase(parts.client, household, origin, report, note.value.trim());
        parts.tell(words.taken);
      } catch (error) {
        // Somebody was quicker; what they have begun is to be gone on with.
        if (!(error instanceof ProblemError) || error.code !== 'case-open') throw error;
        parts.tell(words.takenElsewhere);
      }
      done();
    },
    explain: (error) => explain(error, parts.language),
  });
}

/** Who is to look after it. */
export function openAssignForm(
  parts: WatchParts,
  seen: SeenCase,
  all: readonly Assignee[],
  done: () => void,
): void {
  const { language, user } = parts;
  const words = texts[language];
  const own = `account:${user}`;
  const option = (one: Assignee) =>
    element(
      'option',
      { value: one.code, selected: one.code === seen.one.assignee },
      one.code === own ? words.meAs(nameOf(one, language)) : nameOf(one, language),
    );
  const accounts = all.filter(({ isGroup }) => !isGroup);
  // One's own name first: most cases are taken by whoever reads them.
  accounts.sort((a, b) => Number(b.code === own) - Number(a.code === own));
  const choice = element(
    'select',
    { name: 'assignee' },
    element('option', { value: '' }, words.nobody),
    element('optgroup', { label: words.accounts }, ...accounts.map(option)),
    element('optgroup', { label: words.groups }, ...all.filter(({ isGroup }) => isGroup).map(option)),
  );
  const note = noteField();
  openStepForm(parts, seen, done, {
    title: words.assignTitle,
    fields: [field(words.assignee, choice), field(words.note, note, words.noteHelp)],
    act: (etag) => {
      const step = { assignee: choice.value === '' ? null : choice.value, ...noteOf(note) };
      return stepCase(parts.client, seen.one.id, step, etag);
    },
  });
}

/** What was found at a visit. */
export function openVisitForm(parts: WatchParts, seen: SeenCase, done: () => void): void {
  const words = texts[parts.language];
  const boxes = OUTCOMES.map((outcome) =>
    element(
      'label',
      { class: 'check' },
      element('input', { type: 'radio', name: 'outcome', value: outcome }),
      element('span', {}, words.outcomes[outcome] ?? outcome),
    ),
  );
  const group = element(
    'fieldset',
    { class: 'watch-group' },
    element('legend', { class: 'field-label' }, words.outcome),
    ...boxes,
  );
  const note = noteField();
  const photo = photoField(parts.language);
  openStepForm(parts, seen, done, {
    title: words.visitTitle,
    fields: [group, field(words.note, note, words.noteHelp), photo.field],
    act: (etag) => {
      const outcome = group.querySelector<HTMLInputElement>('input:checked')?.value ?? '';
      if (outcome === '') throw new FieldError(words.outcomeMissing, 'outcome');
      const visit = { outcome, note: note.value.trim(), photo: photoIn(photo.input, parts.language) };
      return visitCase(parts.client, seen.one.id, visit, etag);
    },
  });
}

/** The day on which to look again. */
export function openFollowUpForm(parts: WatchParts, seen: SeenCase, done: () => void): void {
  const words = texts[parts.language];
  const day = element('input', { type: 'date', name: 'followUp', value: seen.one.followUp });
  const note = noteField();
  openStepForm(parts, seen, done, {
    title: words.followUpTitle,
    fields: [field(words.followUpDay, day, words.followUpHelp), field(words.note, note, words.noteHelp)],
    act: (etag) => {
      const step = { followUp: day.value === '' ? null : day.value, ...noteOf(note) };
      return stepCase(parts.client, seen.one.id, step, etag);
    },
  });
}

/** Settles a case, or reopens it. */
export function openStateForm(parts: WatchParts, seen: SeenCase, done: () => void): void {
  const words = texts[parts.language];
  const isSettled = seen.one.state === 'settled';
  const note = noteField();
  const state = isSettled ? 'open' : 'settled';
  openStepForm(parts, seen, done, {
    title: isSettled ? words.reopenTitle : words.settleTitle,
    fields: [
      ...(isSettled ? [] : [element('p', { class: 'hint' }, words.settleHelp)]),
      field(words.note, note, words.noteHelp),
    ],
    act: (etag) => stepCase(parts.client, seen.one.id, { state, ...noteOf(note) }, etag),
  });
}

/** Something to be remembered. */
export function openNoteForm(parts: WatchParts, seen: SeenCase, done: () => void): void {
  const words = texts[parts.language];
  const note = noteField();
  openStepForm(parts, seen, done, {
    title: words.noteTitle,
    fields: [field(words.note, note, words.noteHelp)],
    act: (etag) => {
      if (note.value.trim() === '') throw new FieldError(words.noteMissing, 'note');
      return stepCase(parts.client, seen.one.id, noteOf(note), etag);
    },
  });
}

interface StepForm {
  title: string;
  fields: HTMLElement[];
  /** Makes the step upon the state with this tag. */
  act(etag: string): Promise<void>;
}

/**
 * A step is made only upon what was seen. When somebody else was first, the form tells what they
 * did and stays as it is filled in; pressed again, the step is made upon their state.
 */
function openStepForm(parts: WatchParts, seen: SeenCase, done: () => void, form: StepForm): void {
  const { client, language } = parts;
  const words = texts[language];
  let { etag } = seen;
  let isOther = false;
  openFormDialog({
    title: form.title,
    fields: form.fields,
    submit: words.save,
    cancel: words.cancel,
    act: async () => {
      try {
        await form.act(etag);
      } catch (error) {
        if (!(error instanceof ProblemError) || error.code !== 'case-stale') throw error;
        const now = await fetchCase(client, seen.one.id);
        etag = now.etag;
        isOther = true;
        const last = now.history.at(-1);
        const all = await parts.assignees().catch(() => []);
        if (last === undefined) throw error;
        const moment = momentText(last.time, new Date(), language);
        throw new FieldError(words.stale(actorText(last.actor, all), moment, stepText(last, all, language)));
      }
      parts.tell(words.saved);
      done();
    },
    explain: (error) => (error instanceof FieldError ? error.message : explain(error, language)),
    // What they did is to be seen behind the form, even when one gives up.
    onClosed: () => {
      if (isOther) done();
    },
  });
}

function noteField(): HTMLTextAreaElement {
  return element('textarea', { name: 'note', rows: '3', maxlength: LONGEST_NOTE });
}

function noteOf(note: HTMLTextAreaElement): { note?: string } {
  const text = note.value.trim();
  return text === '' ? {} : { note: text };
}
