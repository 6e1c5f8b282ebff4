import { type Client, explain, ProblemError } from '../../http/client';
import type { Language } from '../../language/choice';
import { field, openFormDialog } from '../../page/dialog';
import { element } from '../../page/element';
import { FieldError } from '../../page/formTrouble';
import { typedNumber } from '../../snow/desk/townTime';
import { texts as deskTexts } from '../desk/texts';
import { type Gauge, SEVERITIES, severityOf } from '../gauge';
import { faultOf } from './check';
import { Boxes, ChannelRows, ShiftRows, timeInput } from './formRows';
import { bodyOf, idFor, KINDS, type Recipient, type RecipientSheet, tagOf } from './recipient';
import { texts } from './texts';

const RECIPIENTS = '/api/alerts/recipients';
const LONGEST_NAME = '100';
const LONGEST_REASON = '200';
const LONGEST_SECRET = '200';

/** What the form needs, and whom it tells. */
export interface RecipientForm {
  client: Client;
  language: Language;
  sheet: RecipientSheet;
  gauges: readonly Gauge[];
  onSaved(recipient: Recipient): void;
}

/** Everything about somebody who is told of alerts. @param one {@link NEW} for somebody new */
export function openRecipientForm(form: RecipientForm, one: Recipient): void {
  const { client, language, sheet, gauges } = form;
  const words = texts[language];
  const isNew = one.id === '';
  const name = element('input', { name: 'name', value: one.name, maxlength: LONGEST_NAME, placeholder: words.nameExample });
  const audience = choice('audience', [['staff', words.staff], ['public', words.public]], one.isPublic ? 'public' : 'staff');
  const sure = element('input', { type: 'checkbox', name: 'publicSure', checked: one.isPublic });
  const tongue = choice('language', [['ja', words.japanese], ['en', 'English']], one.language);
  const channels = new ChannelRows(words, sheet.ways, one.channels, () => show());
  const places = choice('places', [['all', words.allGauges], ['some', words.someGauges]], isOfAll(one) ? 'all' : 'some');
  places.setAttribute('aria-label', words.places);
  const sections = new Boxes(sectionsOf(gauges, one).map((section) => [section, section] as const), one.sections, 'section');
  const stations = new Boxes(stationsOf(gauges, one), one.gauges, 'gauge');
  const lowest = choice('lowest', SEVERITIES.map((code) => [code, deskTexts[language].severities[code]] as const), one.lowest);
  const kinds = new Boxes(KINDS.map((kind) => [kind, words.kindWords[kind]] as const), one.kinds, 'kinds');
  const duty = new ShiftRows(words, one.duty);
  const quietFrom = timeInput(`${words.quiet} ${words.from}`, one.quiet?.from ?? '', 'quietFrom');
  const quietTo = timeInput(`${words.quiet} ${words.to}`, one.quiet?.to ?? '', 'quietTo');
  const repeat = minutes('repeatMinutes', one.repeatMinutes);
  const escalate = minutes('escalateMinutes', one.escalateMinutes);
  const drills = element('input', { type: 'checkbox', name: 'drills', checked: one.drills });
  const secret = element('input', { name: 'secret', type: 'password', maxlength: LONGEST_SECRET, autocomplete: 'new-password' });
  const reason = element('input', { name: 'reason', maxlength: LONGEST_REASON, placeholder: words.reasonExample });

  const isPublic = () => audience.value === 'public';
  const publicNote = element(
    'div',
    { class: 'desk-warning' },
    element('p', {}, words.publicHelp),
    element('label', { class: 'check' }, sure, element('span', {}, words.publicSure)),
  );
  const some = element(
    'div',
    { class: 'recipient-group' },
    ...(sections.root.childElementCount === 0 ? [] : [element('p', { class: 'hint' }, words.sections), sections.root]),
    element('p', { class: 'hint' }, words.gaugesOf),
    stations.root,
  );
  const staffOnly = [
    group(words.hours, element('p', { class: 'hint' }, words.dutyHelp), duty.root, element('p', { class: 'recipient-label' }, words.quiet), element('div', { class: 'recipient-times' }, quietFrom, '〜', quietTo), element('p', { class: 'hint' }, words.quietHelp)),
    group(words.unnoticed, field(words.repeat, repeat), field(words.escalate, escalate, words.escalateHelp)),
  ];
  const secretField = field(words.secret, secret, one.isSigned ? words.secretSet : words.secretHelp);
  const allowed = element('p', { class: 'hint' }, words.webhooksAllowed(sheet.webhooks.join('、')));

  /** What hangs on the choices. */
  function show(): void {
    publicNote.hidden = !isPublic();
    for (const part of staffOnly) part.hidden = isPublic();
    some.hidden = places.value === 'all';
    const isWebhook = channels.has('webhook');
    secretField.hidden = !isWebhook;
    allowed.hidden = !isWebhook || sheet.webhooks.length === 0;
  }
  for (const select of [audience, places]) select.addEventListener('change', show);
  show();

  openFormDialog({
    title: isNew ? words.addTitle : words.editTitle(one.name),
    fields: [
      field(words.name, name),
      field(words.audience, audience),
      publicNote,
      group(words.channels, channels.root, allowed),
      secretField,
      field(words.lowest, lowest),
      group(words.places, places, some),
      group(words.kinds, kinds.root),
      ...staffOnly,
      element('label', { class: 'check' }, drills, element('span', {}, words.drills)),
      field(words.language, tongue),
      field(words.reason, reason),
    ],
    submit: words.save,
    cancel: words.cancel,
    explain: (error) => (error instanceof FieldError ? error.message : explain(error, language)),
    act: async () => {
      const isOfSome = places.value === 'some';
      const quiet = { from: quietFrom.value, to: quietTo.value };
      const entered: Recipient = {
        ...one,
        id: one.id || idFor(name.value, new Date()),
        name: name.value.trim(),
        isPublic: isPublic(),
        language: tongue.value === 'en' ? 'en' : 'ja',
        channels: channels.channels,
        sections: isOfSome ? sections.ticked : [],
        gauges: isOfSome ? stations.ticked : [],
        lowest: severityOf(lowest.value) ?? one.lowest,
        kinds: kinds.ticked,
        duty: isPublic() ? [] : duty.shifts,
        quiet: isPublic() || quiet.from === '' || quiet.to === '' ? null : quiet,
        drills: drills.checked,
        repeatMinutes: isPublic() ? 0 : typedNumber(repeat.value),
        escalateMinutes: isPublic() ? 0 : typedNumber(escalate.value),
      };
      const given = channels.has('webhook') ? secret.value : '';
      const wrong = faultOf({ recipient: entered, isOfSome, isPublicSure: sure.checked, quiet, secret: given });
      if (wrong !== null) throw new FieldError(words[wrong.fault], fieldOf(wrong.field, sections));
      const body = { ...bodyOf(entered), reason: reason.value, ...(given === '' ? {} : { secret: given }) };
      try {
        await client.putJson(`${RECIPIENTS}/${entered.id}`, body, tagOf(entered));
      } catch (error) {
        throw beside(error, form);
      }
      form.onSaved(entered);
    },
  });
}

/** What the server finds wrong stands beside the field, too. */
function beside(error: unknown, { language }: RecipientForm): unknown {
  if (!(error instanceof ProblemError)) return error;
  if (error.code === 'bad-address' || error.code === 'no-way-out') return new FieldError(explain(error, language), 'address-0');
  return error.code === 'stale-version' ? new FieldError(texts[language].stale) : error;
}

function fieldOf(field: string, sections: Boxes<string>): string {
  if (field !== 'places') return field;
  return sections.root.childElementCount === 0 ? 'gauge' : 'section';
}

function isOfAll({ sections, gauges }: Recipient): boolean {
  return sections.length === 0 && gauges.length === 0;
}

/** Also those that no gauge lies in any more: nothing is lost by opening the form. */
function sectionsOf(gauges: readonly Gauge[], { sections }: Recipient): string[] {
  const all = new Set([...gauges.map(({ section }) => section), ...sections]);
  return [...all].filter((section) => section !== '').sort((a, b) => a.localeCompare(b, 'ja'));
}

function stationsOf(gauges: readonly Gauge[], recipient: Recipient): (readonly [string, string])[] {
  const known = [...gauges]
    .sort((a, b) => a.gauge.localeCompare(b.gauge, 'ja', { numeric: true }))
    .map(({ gauge, name, water }) => [gauge, (water === '' || water === name ? name : `${name}（${water}）`)] as const);
  const gone = recipient.gauges.filter((id) => !gauges.some(({ gauge }) => gauge === id));
  return [...known, ...gone.map((id) => [id, id] as const)];
}

function choice(name: string, options: readonly (readonly [string, string])[], chosen: string): HTMLSelectElement {
  return element(
    'select',
    { name },
    ...options.map(([value, title]) => element('option', { value, selected: value === chosen }, title)),
  );
}

function minutes(name: string, value: number): HTMLInputElement {
  return element('input', { name, value: String(value), inputmode: 'numeric', autocomplete: 'off' });
}

function group(title: string, ...parts: HTMLElement[]): HTMLElement {
  return element('fieldset', { class: 'recipient-fields' }, element('legend', { class: 'field-label' }, title), ...parts);
}
