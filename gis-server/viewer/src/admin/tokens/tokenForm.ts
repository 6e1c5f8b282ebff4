import { explain, type ProblemError } from '../../http/client';
import { field, openFormDialog } from '../../page/dialog';
import { element } from '../../page/element';
import { FieldError } from '../../page/formTrouble';
import { atField, type Desk, memberOf } from '../desk/desk';
import { boxGroup, checkBox, choiceOf } from '../desk/fields';
import { showOnce } from '../desk/oneTime';
import { loading, nothing } from '../desk/states';
import { texts as deskTexts } from '../desk/texts';
import { fetchRoles, roleTitle } from '../roles/role';
import { texts } from './texts';
import { addToken, GROUPED_KIND, linkOf, MACHINE_KINDS, type NewToken, OWN_KIND } from './token';

/** Asks for a new token, and shows it once. */
export function openNewToken(desk: Desk, done: () => void): void {
  const words = texts[desk.language];
  const kinds = [...MACHINE_KINDS, OWN_KIND];
  const kind = choiceOf(
    'kind',
    kinds.map((value) => ({ value, words: words.kinds[value] ?? value })),
    MACHINE_KINDS[0],
  );
  const subject = element('input', { name: 'subject', autocomplete: 'off', maxlength: '64' });
  const subjectField = field(words.subject, subject, words.subjectHelp);
  const readOnly = checkBox(words.readOnly, 'readOnly', 'yes', true);
  const groups = groupBoxes(desk);
  const showKind = () => {
    const isOwn = kind.value === OWN_KIND;
    groups.hidden = kind.value !== GROUPED_KIND;
    subjectField.hidden = isOwn;
    readOnly.hidden = !isOwn;
    const label = subjectField.querySelector('.field-label');
    if (label !== null) label.textContent = words.subjects[kind.value] ?? words.subject;
  };
  kind.addEventListener('change', showKind);
  showKind();
  openFormDialog({
    title: words.addTitle,
    fields: [
      field(words.kind, kind),
      subjectField,
      groups,
      field(
        words.name,
        element('input', { name: 'name', autocomplete: 'off', maxlength: '100' }),
        words.nameHelp,
      ),
      readOnly,
      field(words.expires, element('input', { name: 'expires', type: 'date' }), words.expiresHelp),
    ],
    submit: words.make,
    cancel: deskTexts[desk.language].cancel,
    act: async (form) => {
      const wanted = read(form, desk);
      let secret: string;
      try {
        secret = await addToken(desk.client, wanted);
      } catch (error) {
        throw atField(error, desk.language, (problem) => fieldOf(problem, wanted));
      }
      done();
      const name = wanted.name || wanted.subject;
      const link = linkOf(wanted.kind, secret, location.origin);
      const told = (words.madePageHints[wanted.kind] ?? words.madeHint)(name);
      showOnce(desk, words.madeTitle, [told], link || secret);
    },
    explain: (error) => (error instanceof FieldError ? error.message : explain(error, desk.language)),
  });
}

/** The town's groups of supporters to choose from; they come a little later than the form. */
function groupBoxes(desk: Desk): HTMLElement {
  const words = texts[desk.language];
  const place = element('div', { hidden: true }, loading(desk));
  fetchRoles(desk.client)
    .then((roles) => {
      const own = roles.filter(({ titles }) => titles !== null);
      const boxes = own.map(({ name }) =>
        checkBox(roleTitle(name, own, desk.language), 'groups', name, false),
      );
      place.replaceChildren(
        boxes.length === 0 ? nothing(words.noGroups) : boxGroup(words.groups, words.groupsHelp, boxes),
      );
    })
    .catch((error: unknown) => place.replaceChildren(nothing(explain(error, desk.language))));
  return place;
}

function read(form: FormData, desk: Desk): NewToken {
  const words = texts[desk.language];
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const token = {
    kind: text('kind'),
    subject: text('subject'),
    name: text('name'),
    readOnly: form.get('readOnly') !== null,
    groups: form.getAll('groups').map(String),
    expires: text('expires'),
  };
  const isOwn = token.kind === OWN_KIND;
  if (!isOwn && token.subject === '') throw new FieldError(words.subjectMissing, 'subject');
  if (isOwn && token.name === '') throw new FieldError(words.nameMissing, 'name');
  return token;
}

/** The field that an answer of the server is about. */
function fieldOf(problem: ProblemError, wanted: NewToken): string {
  if (problem.detail.startsWith('the end ')) return 'expires';
  if (problem.detail.startsWith("a token's name")) return 'name';
  if (problem.code === 'bad-value' && wanted.kind !== OWN_KIND) return 'subject';
  const member = memberOf(problem);
  return member === wanted.kind ? 'subject' : member;
}
