import { explain } from '../../http/client';
import { field } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import { draftOf, putDraft } from '../../page/formDraft';
import { FieldError, FormTrouble } from '../../page/formTrouble';
import { type Desk, titleIn } from '../desk/desk';
import { choiceOf } from '../desk/fields';
import { fill } from '../desk/states';
import { fetchRoles, type Role } from '../roles/role';
import { changesBetween } from './changes';
import { changeWords } from './changeWords';
import { GrantTable } from './grantTable';
import { granteeOfAccount, granteeTitle } from './grantee';
import { fetchRuledLayer, type RuledLayer, saveRule } from './layer';
import { LimitFields } from './limitFields';
import { granteesOf, OUTSIDE, PUBLIC, type Rule, ruleOf, type Share, shareOf } from './rule';
import { texts } from './texts';

/** The editor that was shown last, in case the page is to be had in another language. */
let last: RuleEditor | null = null;

/** Who may do what with one layer, to be looked at and changed. */
export function showRule(root: HTMLElement, desk: Desk, id: string): void {
  const words = texts[desk.language];
  const place = element('div', {});
  const former = last?.isShownIn(root, desk, id) === true ? last : null;
  const load = () =>
    void fill(place, desk, async () => {
      const [{ layer, etag }, roles] = await Promise.all([
        fetchRuledLayer(desk.client, id),
        fetchRoles(desk.client),
      ]);
      last = new RuleEditor(desk, layer, roles, etag, load);
      return last.parts;
    });
  root.replaceChildren(element('a', { class: 'back', href: '#rights' }, words.back), place);
  if (former === null) {
    load();
    return;
  }
  last = former.inLanguageOf(desk, load);
  place.replaceChildren(...last.parts);
}

class RuleEditor {
  readonly parts: HTMLElement[];
  private readonly form = element('form', { class: 'rule', novalidate: true });
  private readonly trouble: FormTrouble;
  private readonly table: GrantTable;
  private readonly limits = new Map<string, LimitFields>();
  private readonly limitPlace = element('div', { class: 'limit-list' });
  private readonly noReaders: HTMLElement;
  private readonly preview = element('div', { role: 'status', class: 'preview' });
  private readonly reason = element('input', {
    name: 'reason',
    autocomplete: 'off',
    maxlength: '200',
  });
  private readonly submit: HTMLButtonElement;

  /** @param reload reads the layer anew and shows it in place of this */
  constructor(
    private readonly desk: Desk,
    private readonly layer: RuledLayer,
    private readonly roles: readonly Role[],
    private readonly etag: string,
    private readonly reload: () => void,
  ) {
    const { words } = this;
    this.table = new GrantTable(desk, layer);
    this.noReaders = element('p', { class: 'state' }, words.noReaders);
    this.submit = element('button', { type: 'submit', class: 'button button-primary' }, words.save);
    this.form.append(
      element('h3', {}, words.whoMay),
      element('p', { class: 'hint' }, words.whoMayHint),
      this.table.root,
      this.addition(),
      element('h3', {}, words.limits),
      element('p', { class: 'hint' }, words.limitsHint),
      this.noReaders,
      this.limitPlace,
      element('h3', {}, words.preview),
      this.preview,
      field(words.reason, this.reason, words.reasonHelp),
      element('div', { class: 'form-actions' }, this.submit, textButton(words.reset, '', reload)),
    );
    this.trouble = new FormTrouble(this.form);
    for (const grantee of this.firstGrantees()) this.addGrantee(grantee);
    this.form.addEventListener('input', () => this.showEffect());
    this.form.addEventListener('change', () => this.showEffect());
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.save();
    });
    this.showEffect();
    this.parts = [
      element('h2', {}, words.editorTitle(titleIn(layer.titles, desk.language))),
      element(
        'p',
        { class: 'intro' },
        element('span', { class: 'id' }, layer.id),
        ' ',
        ...(layer.isPersonal
          ? [element('span', { class: 'badge' }, words.personal), ' ', words.personalHint]
          : [layer.published ? words.isPublished : words.notPublished]),
      ),
      this.form,
    ];
  }

  /** Whether it stands there in another language: what was typed is not to be lost then. */
  isShownIn(root: HTMLElement, desk: Desk, id: string): boolean {
    return this.layer.id === id && root.contains(this.form) && desk.language !== this.desk.language;
  }

  /** The same with all that was chosen and typed; nothing is read anew, so that nothing is mixed. */
  inLanguageOf(desk: Desk, reload: () => void): RuleEditor {
    const other = new RuleEditor(desk, this.layer, this.roles, this.etag, reload);
    for (const [grantee, { root }] of this.limits) {
      if (!other.limits.has(grantee)) other.addGrantee(grantee);
      const limits = other.limits.get(grantee);
      if (limits !== undefined) limits.root.open = root.open;
    }
    putDraft(other.form, draftOf(this.form));
    other.showEffect();
    return other;
  }

  /** All that work for the town, whoever else the rule names, and the public where it may look. */
  private firstGrantees(): string[] {
    const staff = this.roles.map(({ name }) => name);
    const others = granteesOf(this.layer.rule).filter((grantee) => !staff.includes(grantee));
    const named = [...staff, ...others.filter((grantee) => grantee !== PUBLIC)];
    return this.layer.isPersonal ? named : [...named, PUBLIC];
  }

  private addGrantee(grantee: string): void {
    const title = this.titleOf(grantee);
    const share = shareOf(this.layer.rule, grantee);
    const limits = new LimitFields(this.desk, this.layer, grantee, title, share);
    this.limits.set(grantee, limits);
    this.limitPlace.append(limits.root);
    this.table.add(grantee, title, share.grants);
  }

  /** The fields by which a role or a person joins the table. */
  private addition(): HTMLElement {
    const { words } = this;
    const role = choiceOf(
      'newRole',
      [
        { value: '', words: words.choose },
        ...OUTSIDE.filter((name) => name !== PUBLIC).map((value) => ({
          value,
          words: this.titleOf(value),
        })),
      ],
      '',
    );
    const account = element('input', { name: 'newAccount', autocomplete: 'off', maxlength: '64' });
    const join = (grantee: string) => {
      if (!this.limits.has(grantee)) this.addGrantee(grantee);
      this.table.focus(grantee);
      this.showEffect();
    };
    const addAccount = () => {
      this.trouble.clear();
      const name = account.value.trim();
      if (name === '') this.trouble.show(words.accountMissing, account.name);
      else join(granteeOfAccount(name));
      account.value = '';
    };
    account.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      addAccount();
    });
    const addButton = (name: string, act: () => void) => {
      const button = textButton(words.add, '', act);
      button.setAttribute('aria-label', `${words.add}: ${name}`);
      return button;
    };
    return element(
      'div',
      { class: 'addition' },
      field(words.addRole, role),
      addButton(words.addRole, () => {
        if (role.value !== '') join(role.value);
      }),
      field(words.addAccount, account),
      addButton(words.addAccount, addAccount),
    );
  }

  /** Shows whom limits can be set for, and what would change. */
  private showEffect(): void {
    let count = 0;
    for (const [grantee, limits] of this.limits) {
      const reads = grantee === PUBLIC || this.table.grantsOf(grantee).includes('read');
      limits.root.hidden = !reads && !limits.isSet;
      if (!limits.root.hidden) count++;
    }
    this.noReaders.hidden = count > 0;
    let rule: Rule;
    try {
      rule = this.read();
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      this.preview.replaceChildren(element('p', { class: 'state' }, this.words.notReady));
      return;
    }
    const changes = changesBetween(this.layer, this.layer.rule, rule);
    const items = changes.map((change) => {
      const told = changeWords(change, this.layer, this.titleOf(change.grantee), this.desk.language);
      const mark = element('span', { class: `mark mark-${change.direction}` }, this.words[change.direction]);
      return element('li', {}, mark, ' ', told);
    });
    this.preview.replaceChildren(
      items.length === 0
        ? element('p', { class: 'state' }, this.words.noChange)
        : element('ul', { class: 'changes' }, ...items),
    );
  }

  /** @throws FieldError naming the field that is wrong */
  private read(): Rule {
    const shares = new Map<string, Share>();
    for (const [grantee, limits] of this.limits) {
      shares.set(grantee, { grants: this.table.grantsOf(grantee), ...limits.read() });
    }
    return ruleOf(shares);
  }

  private async save(): Promise<void> {
    const { words } = this;
    this.trouble.clear();
    this.submit.disabled = true;
    try {
      const rule = this.read();
      if (JSON.stringify(rule) === JSON.stringify(ruleOf(this.sharesBefore()))) {
        throw new FieldError(words.nothingToSave);
      }
      const reason = this.reason.value.trim();
      if (reason === '') throw new FieldError(words.reasonMissing, this.reason.name);
      await saveRule(this.desk.client, this.layer.id, rule, reason, this.etag);
      this.desk.tell(words.saved(titleIn(this.layer.titles, this.desk.language)));
      this.reload();
    } catch (error) {
      this.showTrouble(error);
    } finally {
      this.submit.disabled = false;
    }
  }

  private sharesBefore(): Map<string, Share> {
    const grantees = [...this.limits.keys()];
    return new Map(grantees.map((grantee) => [grantee, shareOf(this.layer.rule, grantee)]));
  }

  private showTrouble(error: unknown): void {
    if (!(error instanceof FieldError)) {
      this.trouble.show(explain(error, this.desk.language), '');
      return;
    }
    // A field that is folded away cannot take the keyboard.
    for (const [grantee, limits] of this.limits) {
      if (error.field.startsWith(`${grantee}.`)) {
        limits.root.hidden = false;
        limits.root.open = true;
      }
    }
    this.trouble.show(error.message, error.field);
  }

  private titleOf(grantee: string): string {
    return granteeTitle(grantee, this.roles, this.desk.language);
  }

  private get words() {
    return texts[this.desk.language];
  }
}
