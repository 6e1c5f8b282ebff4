import { explain } from '../../http/client';
import { shortMomentText } from '../../language/moments';
import { field } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import { FieldError, FormTrouble } from '../../page/formTrouble';
import { part } from '../householdView';
import type { WatchParts } from '../parts';
import { actorText } from '../words';
import { ExtractView } from './extractView';
import { compareFile, type Extract, fetchExtracts } from './extract';
import { followJob } from './jobProgress';
import { texts } from './texts';

/** The extracts of the resident register: bringing one, and those that were compared. */
export class RegisterView {
  readonly root = element('div', { class: 'desk-place' });
  private readonly drafts = element('div', { class: 'desk-place' });
  private readonly progress = element('div', { role: 'status' });

  constructor(private readonly parts: WatchParts) {
    this.showList(false);
  }

  /** @param isBack whether the keyboard is to stand at the list */
  private showList(isBack: boolean): void {
    const words = texts[this.parts.language];
    this.root.replaceChildren(
      element('p', { class: 'hint' }, words.intro),
      this.form(),
      this.progress,
      part(words.drafts, 'register-drafts', this.drafts),
    );
    if (isBack) document.getElementById('register-drafts')?.focus();
    void this.load();
  }

  private async load(): Promise<void> {
    const { parts } = this;
    const words = texts[parts.language];
    this.drafts.replaceChildren(element('p', { class: 'hint' }, words.loading));
    try {
      const extracts = await fetchExtracts(parts.client);
      const all = await parts.assignees().catch(() => []);
      this.drafts.replaceChildren(
        ...(extracts.length === 0 ? [element('p', {}, words.none)] : []),
        ...extracts.map((extract) => this.card(extract, actorText(extract.createdBy, all))),
      );
    } catch (error) {
      // Who does not see everybody may not bring an extract either, and is told so once.
      const why = explain(error, parts.language);
      this.root.replaceChildren(element('p', { class: 'error', role: 'alert' }, why));
    }
  }

  private card(extract: Extract, who: string): HTMLElement {
    const words = texts[this.parts.language];
    const moment = shortMomentText(extract.created);
    const look = textButton(words.openDraft, 'button-small', () => this.open(extract.id));
    look.setAttribute('aria-label', `${words.openDraft}: ${moment}`);
    return element(
      'div',
      { class: 'desk-event' },
      element('p', { class: 'watch-address' }, words.made(moment, who)),
      element(
        'p',
        { class: `watch-state is-${extract.state === 'applied' ? 'settled' : 'open'}` },
        words.states[extract.state] ?? extract.state,
      ),
      ...(extract.state === 'ready' ? [element('p', {}, look)] : []),
    );
  }

  private open(id: string): void {
    const view = new ExtractView(this.parts, id, () => this.showList(true));
    this.root.replaceChildren(view.root);
    view.focus();
  }

  private form(): HTMLFormElement {
    const { parts } = this;
    const words = texts[parts.language];
    const file = element('input', { type: 'file', name: 'file', accept: '.csv,text/csv' });
    const submit = element('button', { type: 'submit', class: 'button button-primary' }, words.compare);
    const form = element(
      'form',
      { class: 'form', novalidate: true },
      field(words.file, file, words.fileHelp),
      element('div', { class: 'form-actions' }, submit),
    );
    const trouble = new FormTrouble(form);
    const compare = async () => {
      const chosen = file.files?.[0];
      if (chosen === undefined) throw new FieldError(words.noFile, 'file');
      this.progress.textContent = words.uploading;
      const answer = await compareFile(parts.client, chosen);
      const job = await followJob(parts.client, answer, this.progress, parts.language);
      if (job !== null) this.open(String(job.result['draft']));
    };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      trouble.clear();
      submit.disabled = true;
      compare()
        .catch((error: unknown) => {
          this.progress.replaceChildren();
          if (error instanceof FieldError) trouble.show(error.message, error.field);
          else trouble.show(explain(error, parts.language), '');
        })
        .finally(() => (submit.disabled = false));
    });
    return form;
  }
}
