import '@digital-go-jp/design-tokens/dist/tokens.css';
import '../page/page.css';
import '../page/form.css';
import '../theme/theme.css';
import './check.css';
import { Client, explain, ProblemError } from '../http/client';
import { LanguageChoice, localeOf, serverLanguage } from '../language/choice';
import { ZONE } from '../language/moments';
import { field } from '../page/dialog';
import { element, getById } from '../page/element';
import { showLanguageSwitch } from '../page/languageSwitch';
import { ThemeChoice } from '../theme/choice';
import { type Comparison, compare, inGroups } from './digest';
import { fetchPaper, type Paper, tidyCode, tidyNumber } from './paper';
import { texts } from './texts';

// Whether a paper is real: what the town says of its number and code, and of a file of it.

type Answer =
  | { kind: 'none' }
  | { kind: 'asking' }
  | { kind: 'missing' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'found'; paper: Paper };

const choice = new LanguageChoice(localStorage, navigator.languages);
new ThemeChoice(localStorage, window.matchMedia('(prefers-color-scheme: dark)'), document.documentElement);
const client = new Client(() => choice.current);
const query = new URLSearchParams(location.search);
const asked = { number: query.get('number') ?? '', code: query.get('code') ?? '' };

let answer: Answer = { kind: 'none' };
let compared: Comparison | 'comparing' | 'unreadable' | null = null;
let turn = 0;

showLanguageSwitch(getById('language'), choice);
choice.bind(() => {
  const words = texts[choice.current];
  getById('page-name').textContent = words.page;
  document.title = `${words.page} - 街図 Machizu`;
  drawForm();
  drawAnswer();
  drawFile();
});
if (asked.number !== '' && asked.code !== '') void look();

async function look(): Promise<void> {
  const mine = ++turn;
  const number = tidyNumber(asked.number);
  const code = tidyCode(asked.code);
  compared = null;
  if (number === '' || code === '') return show({ kind: 'missing' });
  show({ kind: 'asking' });
  try {
    const paper = await fetchPaper(client, number, code);
    if (mine === turn) show({ kind: 'found', paper });
  } catch (error) {
    if (mine === turn) show({ kind: 'failed', error });
  }
}

function show(next: Answer): void {
  answer = next;
  drawAnswer();
  drawFile();
  if (next.kind === 'found' || next.kind === 'failed') getById('answer').focus();
}

function drawForm(): void {
  const words = texts[choice.current];
  const number = textField('number', asked.number, (value) => (asked.number = value));
  const code = textField('code', asked.code, (value) => (asked.code = value));
  const form = element(
    'form',
    { class: 'form', novalidate: true },
    element('p', {}, words.intro),
    field(words.number, number, words.numberHelp),
    field(words.code, code, words.codeHelp),
    element('button', { type: 'submit', class: 'button button-primary check-button' }, words.check),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void look();
  });
  getById('ask').replaceChildren(form);
}

function textField(name: string, value: string, take: (value: string) => void): HTMLInputElement {
  const input = element('input', {
    id: `check-${name}`,
    type: 'text',
    value,
    maxlength: '40',
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: 'false',
  });
  input.addEventListener('input', () => take(input.value));
  return input;
}

function drawAnswer(): void {
  const root = getById('answer');
  root.hidden = answer.kind === 'none';
  root.replaceChildren(...answerParts());
}

function answerParts(): HTMLElement[] {
  const words = texts[choice.current];
  switch (answer.kind) {
    case 'none':
      return [];
    case 'asking':
      return [element('p', { role: 'status' }, words.checking)];
    case 'missing':
      return [element('p', { class: 'error', role: 'alert' }, words.missing)];
    case 'failed':
      return [failure(answer.error)];
    case 'found':
      return found(answer.paper);
  }
}

function failure(error: unknown): HTMLElement {
  const words = texts[choice.current];
  const isNone = error instanceof ProblemError && error.status === 404;
  if (!isNone) return element('p', { class: 'error', role: 'alert' }, explain(error, choice.current));
  return verdict('bad', words.notFound);
}

function found(paper: Paper): HTMLElement[] {
  const words = texts[choice.current];
  const size = `${paper.sizeBytes.toLocaleString(localeOf(choice.current))} B`;
  return [
    verdict(paper.isValid ? 'good' : 'bad', paper.isValid ? words.valid : words.void),
    element('p', {}, paper.isValid ? words.look : words.voidHelp),
    element(
      'dl',
      { class: 'check-rows' },
      ...row(words.number, paper.number),
      ...(paper.issued === null ? [] : row(words.issued, momentOf(paper.issued))),
      ...(paper.asOf === null ? [] : row(words.asOf, momentOf(paper.asOf))),
      ...row(paper.isCopy ? words.copied : words.places, paper.places.join('・')),
      ...row(words.language, words.languages[paper.language] ?? paper.language),
      ...row(words.size, size),
      ...row(words.sum, inGroups(paper.sha256)),
    ),
    // What does not count any more is compared with nothing.
    // Neither is a copy, which rests on no data.
    ...(paper.isValid && !paper.isCopy ? changes(paper) : []),
  ];
}

function changes({ changedSince }: Paper): HTMLElement[] {
  const words = texts[choice.current];
  if (changedSince.length === 0) return [element('p', { class: 'check-unchanged' }, words.unchanged)];
  const side = serverLanguage(choice.current);
  return [
    element('p', { class: 'check-changed' }, words.changed),
    element('ul', { class: 'check-layers' }, ...changedSince.map((title) => element('li', {}, title[side]))),
  ];
}

function drawFile(): void {
  const root = getById('file');
  root.hidden = answer.kind !== 'found';
  if (answer.kind !== 'found') return root.replaceChildren();
  const { paper } = answer;
  const words = texts[choice.current];
  const result = element('div', { role: 'status', class: 'check-part' }, ...comparisonParts());
  const input = element('input', { id: 'check-file', type: 'file', accept: 'application/pdf,.pdf' });
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file === undefined) return;
    const mine = turn;
    const tell = (told: typeof compared) => {
      if (mine !== turn) return;
      compared = told;
      result.replaceChildren(...comparisonParts());
    };
    tell('comparing');
    compare(file, paper.sha256, globalThis.crypto?.subtle)
      .then(tell)
      .catch(() => tell('unreadable'));
  });
  root.replaceChildren(
    element('h2', { class: 'section-heading' }, words.fileHead),
    element('p', {}, words.fileHelp),
    field(words.file, input),
    result,
  );
}

function comparisonParts(): HTMLElement[] {
  const words = texts[choice.current];
  if (compared === null) return [];
  if (compared === 'comparing') return [element('p', {}, words.comparing)];
  if (compared === 'unreadable') return [element('p', { class: 'error' }, words.unreadable)];
  switch (compared.kind) {
    case 'same':
      return [verdict('good', words.same)];
    case 'other':
      return [
        verdict('bad', words.other),
        element('p', {}, words.otherHelp),
        element('p', { class: 'check-sum' }, inGroups(compared.sum)),
      ];
    case 'cannot':
      return [element('p', { class: 'check-changed' }, words.cannot)];
    case 'too-large':
      return [element('p', { class: 'error' }, words.tooLarge)];
  }
}

/** Told by a sign as well, for those who do not see the colour. */
function verdict(kind: 'good' | 'bad', words: string): HTMLElement {
  const sign = element('span', { class: 'verdict-sign', 'aria-hidden': 'true' }, kind === 'good' ? '✓' : '✕');
  return element('p', { class: `verdict is-${kind}` }, sign, element('strong', {}, words));
}

function row(title: string, value: string): HTMLElement[] {
  return [element('dt', {}, title), element('dd', {}, value)];
}

function momentOf(moment: Date): string {
  return moment.toLocaleString(serverLanguage(choice.current) === 'en' ? 'en-GB' : 'ja-JP', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: ZONE,
  });
}
