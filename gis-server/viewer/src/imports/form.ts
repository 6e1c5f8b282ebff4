import type { Language } from '../language/choice';
import { field } from '../page/dialog';
import { element } from '../page/element';
import { FormTrouble } from '../page/formTrouble';
import { crsChoices } from './crsChoices';
import { texts } from './texts';

/** The encodings of Japanese files, named as the server takes them. */
const ENCODINGS = ['UTF-8', 'Shift_JIS'];
const REMOVE_MISSING = 'removeMissing';
const KINDS = '.zip,.geojson,.json,.geojsonl,.geojsonseq,.csv,.gpkg,.fgb,.kml,.kmz,.gml,.tif,.tiff';

/** The form of an import. */
export interface ImportForm {
  element: HTMLFormElement;
  /** The fields by name, without the file. */
  values(): Map<string, string>;
  files(): FileList | null;
  /** Fills the fields as they were, as after a change of language. */
  restore(values: Map<string, string>, files: FileList | null): void;
  setBusy(busy: boolean): void;
  /** Tells what is wrong with a field. */
  showTrouble(words: string, field: string): void;
  clearTrouble(): void;
}

/** @param submit the person wants it done; the fields are not checked yet */
export function importForm(language: Language, submit: () => void): ImportForm {
  const words = texts[language];
  const file = element('input', { type: 'file', name: 'file', accept: KINDS });
  const layer = textInput('layer');
  const title = element('input', { name: 'title', autocomplete: 'off', maxlength: '200' });
  const crs = crsSelect(language);
  const encoding = element(
    'select',
    { name: 'encoding' },
    element('option', { value: '' }, words.encodingAuto),
    ...ENCODINGS.map((name) => element('option', { value: name }, name)),
  );
  const key = textInput('key');
  const removeMissing = element('input', { type: 'checkbox', name: REMOVE_MISSING });
  const button = element('button', { type: 'submit', class: 'button button-primary' }, words.submit);
  const form = element(
    'form',
    { class: 'form', novalidate: true },
    field(words.file, file, words.fileHelp),
    field(words.layer, layer, words.layerHelp),
    field(words.title, title, words.titleHelp),
    element(
      'details',
      { class: 'form-more' },
      element('summary', {}, words.more),
      field(words.crs, crs),
      field(words.encoding, encoding),
      field(words.key, key, words.keyHelp),
      element('label', { class: 'check' }, removeMissing, words.removeMissing),
    ),
    button,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  const trouble = new FormTrouble(form);
  const inputs = [layer, title, crs, encoding, key];
  return {
    element: form,
    values: () =>
      new Map([
        ...inputs.map((input): [string, string] => [input.name, input.value.trim()]),
        [REMOVE_MISSING, removeMissing.checked ? 'true' : ''],
      ]),
    files: () => file.files,
    restore: (values, files) => {
      for (const input of inputs) input.value = values.get(input.name) ?? '';
      removeMissing.checked = values.get(REMOVE_MISSING) === 'true';
      if (files !== null) file.files = files;
    },
    setBusy: (busy) => {
      button.disabled = busy;
    },
    showTrouble: (words, name) => trouble.show(words, name),
    clearTrouble: () => trouble.clear(),
  };
}

function textInput(name: string): HTMLInputElement {
  return element('input', {
    name,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
  });
}

function crsSelect(language: Language): HTMLSelectElement {
  const groups = crsChoices(language).map(({ group, choices }) =>
    element(
      'optgroup',
      { label: group },
      ...choices.map(({ code, label }) => element('option', { value: code }, label)),
    ),
  );
  const auto = element('option', { value: '' }, texts[language].crsAuto);
  return element('select', { name: 'crs' }, auto, ...groups);
}
