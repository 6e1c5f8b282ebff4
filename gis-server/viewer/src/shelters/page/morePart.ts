import { field } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import { BARRIER_FREE, FACILITIES, PETS } from '../shelter';
import { texts as shelterTexts } from '../texts';
import type { Part, PartHost } from './parts';
import { texts } from './texts';

const NOTE_CHARS = 300;

/** A note for everybody, and what there is at the moment. */
export function morePart(host: PartHost): Part {
  const { language } = host;
  const words = texts[language];
  const names = shelterTexts[language];
  const note = element('textarea', { name: 'note', rows: '3', maxlength: String(NOTE_CHARS) });
  const save = textButton(words.saveNote, 'shelter-button', () => {
    host.change({ note: note.value.trim() });
  });
  save.id = 'save-note';
  const things = boxes('facilities', FACILITIES, names.facilities, host);
  const access = boxes('barrierFree', BARRIER_FREE, names.barrierFree, host);
  const pets = element('select', { name: 'pets' }, ...PETS.map((one) => element('option', { value: one }, names.pets[one])));
  pets.addEventListener('change', () => host.change({ pets: pets.value }));
  const group = (title: string, made: { root: HTMLElement }) =>
    element('fieldset', { class: 'shelter-boxes' }, element('legend', {}, title), made.root);
  const root = element(
    'section',
    { class: 'shelter-part' },
    field(words.note, note, words.noteHelp),
    save,
    group(words.things, things),
    group(words.access, access),
    field(words.pets, pets),
  );
  let shownNote = '';
  return {
    root,
    update: () => {
      const fields = host.fields();
      // What somebody is writing is not taken from them.
      const isWritten = note.value !== shownNote;
      if (!isWritten && note.value !== fields.note) note.value = fields.note;
      if (!isWritten || note.value === fields.note) shownNote = fields.note;
      things.update(fields.facilities);
      access.update(fields.barrierFree);
      if (document.activeElement !== pets) pets.value = fields.pets;
    },
  };
}

function boxes<T extends string>(
  name: 'facilities' | 'barrierFree',
  known: readonly T[],
  titles: Record<T, string>,
  host: PartHost,
): { root: HTMLElement; update: (on: readonly string[]) => void } {
  const inputs = known.map((one) => ({
    one,
    input: element('input', { type: 'checkbox', name, value: one }),
  }));
  const root = element('div', {});
  for (const { one, input } of inputs) {
    input.addEventListener('change', () => {
      host.change({ [name]: inputs.filter((each) => each.input.checked).map((each) => each.one) });
    });
    root.append(element('label', { class: 'check' }, input, element('span', {}, titles[one])));
  }
  return {
    root,
    update: (on) => {
      for (const { one, input } of inputs) input.checked = on.includes(one);
    },
  };
}
