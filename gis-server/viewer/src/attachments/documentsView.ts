import './attachments.css';
import { type Client, explain } from '../http/client';
import type { Language } from '../language/choice';
import { dayOf } from '../language/moments';
import { field, openFormDialog } from '../page/dialog';
import { element, textButton } from '../page/element';
import { FieldError } from '../page/formTrouble';
import {
  ACCEPTED,
  attachDocument,
  type DocumentList,
  type DocumentPlace,
  fetchDocuments,
  type FiledDocument,
  kindOf,
  LONGEST_TITLE,
  MOST_BYTES,
  removeDocument,
  sizeText,
} from './documents';
import { texts } from './texts';

/** What one may do with documents besides reading them. */
export interface DocumentUse {
  /** What the feature is called, for the titles of forms. */
  name: string;
  /** Whether editors of the layer attach and remove here. */
  edits: boolean;
  /** Gives out a copy, and gives what is to be said about it; null where there are none. */
  copy: ((document: FiledDocument) => Promise<HTMLElement[]>) | null;
}

/**
 * The documents of one feature. They are asked for at once; where there are none and nothing can be
 * attached, nothing is shown of it.
 */
export function documentsView(
  client: Client,
  language: Language,
  place: DocumentPlace,
  use: DocumentUse,
): HTMLElement {
  const root = element('section', { class: 'documents' });
  new DocumentsView(root, client, language, place, use);
  return root;
}

class DocumentsView {
  private readonly status = element('div', { role: 'status' });

  constructor(
    private readonly root: HTMLElement,
    private readonly client: Client,
    private readonly language: Language,
    private readonly place: DocumentPlace,
    private readonly use: DocumentUse,
  ) {
    root.setAttribute('aria-label', this.words.documents);
    root.hidden = true; // most features have none
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.show(await fetchDocuments(this.client, this.place));
    } catch (error) {
      const again = textButton(this.words.again, 'button-small', () => void this.load());
      this.root.replaceChildren(
        this.heading(),
        element('p', { class: 'error', role: 'alert' }, explain(error, this.language)),
        again,
      );
      this.root.hidden = false;
    }
  }

  private show({ documents, mayEdit }: DocumentList): void {
    const edits = this.use.edits && mayEdit;
    this.root.hidden = documents.length === 0 && !edits;
    this.root.replaceChildren(
      this.heading(),
      ...(documents.length === 0
        ? [element('p', { class: 'hint' }, this.words.none)]
        : [
            element(
              'ul',
              { class: 'document-list' },
              ...documents.map((document) => this.row(document, edits)),
            ),
          ]),
      this.status,
      ...(edits ? [textButton(this.words.attach, 'button-small', () => this.openAttach())] : []),
    );
  }

  private heading(): HTMLElement {
    return element('strong', {}, this.words.documents);
  }

  private row(document: FiledDocument, edits: boolean): HTMLElement {
    const { words } = this;
    const day = dayOf(new Date(document.added));
    const about = words.about(kindOf(document), document.pages, sizeText(document.sizeBytes), day);
    const open = {
      class: 'button button-small button-link',
      href: document.content,
      target: '_blank',
      rel: 'noopener',
      'aria-label': words.openNamed(document.title),
    };
    return element(
      'li',
      {},
      element(
        'span',
        { class: 'document-name' },
        document.title,
        element('span', { class: 'hint' }, about),
      ),
      element('a', open, words.open),
      ...this.copyButton(document),
      ...(edits ? [this.removeButton(document)] : []),
    );
  }

  private copyButton(document: FiledDocument): HTMLElement[] {
    const { copy } = this.use;
    if (copy === null) return [];
    const button = textButton(this.words.copy, 'button-small', () => {
      button.disabled = true;
      this.status.replaceChildren(this.words.copying);
      copy(document)
        .then((said) => this.status.replaceChildren(...said))
        .catch((error: unknown) => this.fail(error))
        .finally(() => (button.disabled = false));
    });
    button.setAttribute('aria-label', this.words.copyNamed(document.title));
    return [button];
  }

  private fail(error: unknown): void {
    this.status.replaceChildren(element('p', { class: 'error' }, explain(error, this.language)));
  }

  private openAttach(): void {
    const { words } = this;
    const file = element('input', { name: 'file', type: 'file', accept: ACCEPTED });
    const title = element('input', {
      name: 'title',
      type: 'text',
      maxlength: String(LONGEST_TITLE),
      autocomplete: 'off',
    });
    openFormDialog({
      title: words.attachTitle(this.use.name),
      fields: [field(words.file, file, words.fileHelp), field(words.title, title, words.titleHelp)],
      submit: words.save,
      cancel: words.cancel,
      act: async () => {
        const chosen = file.files?.[0];
        const name = title.value.replace(/\s+/g, ' ').trim();
        if (chosen === undefined) throw new FieldError(words.noFile, 'file');
        if (chosen.size > MOST_BYTES) throw new FieldError(words.tooLarge, 'file');
        if (name === '') throw new FieldError(words.noTitle, 'title');
        await attachDocument(this.client, this.place, name, chosen);
        this.status.replaceChildren(words.attached(name));
        await this.load();
      },
      explain: (error) => this.explained(error),
    });
  }

  private removeButton(document: FiledDocument): HTMLElement {
    const { words } = this;
    const button = textButton(words.remove, 'button-small', () =>
      openFormDialog({
        title: words.removeTitle(document.title),
        fields: [
          element('p', {}, words.removeHelp),
          field(words.reason, element('textarea', { name: 'reason', rows: '2', maxlength: '500' })),
        ],
        submit: words.remove,
        cancel: words.cancel,
        act: async (form) => {
          // The record keeps one line; a clerk may have pressed Enter.
          const reason = String(form.get('reason') ?? '').replace(/\s+/g, ' ').trim();
          if (reason === '') throw new FieldError(words.noReason, 'reason');
          await removeDocument(this.client, document, reason);
          this.status.replaceChildren(words.removed(document.title));
          await this.load();
        },
        explain: (error) => this.explained(error),
      }),
    );
    button.setAttribute('aria-label', words.removeNamed(document.title));
    return button;
  }

  private explained(error: unknown): string {
    return error instanceof FieldError ? error.message : explain(error, this.language);
  }

  private get words() {
    return texts[this.language];
  }
}
