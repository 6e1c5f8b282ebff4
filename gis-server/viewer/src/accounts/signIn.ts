import { type Client, explain, ProblemError } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import { field, openFormDialog } from '../page/dialog';
import { element } from '../page/element';
import { FieldError } from '../page/formTrouble';
import { icon } from '../page/icon';
import { type Staff, signIn, signOut } from './session';
import { texts } from './texts';

/** What the corner of the page tells. */
export interface AccountListener {
  /** Somebody signed in or out: everything on the page may look different now. */
  onSessionChanged(note: string): void;
  onTrouble(words: string): void;
}

/** The corner of the page where staff sign in and out. */
export class AccountCorner {
  private staff: Staff | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly listener: AccountListener,
  ) {
    choice.bind(() => this.draw());
  }

  show(staff: Staff | null): void {
    this.staff = staff;
    this.draw();
  }

  private draw(): void {
    const action = this.staff === null ? this.words.signIn : this.words.signOut;
    // Where there is little room, only the sign is seen.
    const button = element(
      'button',
      {
        type: 'button',
        class: 'button button-small',
        id: 'account-button',
        'aria-label': action,
        title: action,
      },
      element('span', { class: 'long' }, action),
      element('span', { class: 'short' }, icon(this.staff === null ? 'person' : 'leave')),
    );
    button.addEventListener('click', () => (this.staff === null ? this.ask() : this.leave()));
    const name =
      this.staff === null
        ? []
        : [element('span', { class: 'account-name' }, this.words.signedInAs(this.staff.user))];
    this.root.replaceChildren(...name, button);
  }

  private ask(): void {
    const { words } = this;
    const user = element('input', { name: 'user', autocomplete: 'username', required: true });
    const password = element('input', {
      name: 'password',
      type: 'password',
      autocomplete: 'current-password',
      required: true,
    });
    openFormDialog({
      title: words.title,
      fields: [element('p', { class: 'hint' }, words.hint), field(words.user, user), field(words.password, password)],
      submit: words.submit,
      cancel: words.cancel,
      act: async (form) => {
        const name = String(form.get('user') ?? '').trim();
        const secret = String(form.get('password') ?? '');
        if (name === '') throw new FieldError(words.missing, 'user');
        if (secret === '') throw new FieldError(words.missing, 'password');
        await signIn(this.client, name, secret);
        this.listener.onSessionChanged(words.welcome(name));
      },
      explain: (error) => this.explain(error),
    });
  }

  private leave(): void {
    signOut(this.client)
      .then(() => this.listener.onSessionChanged(this.words.goodbye))
      .catch((error: unknown) => this.listener.onTrouble(explain(error, this.choice.current)));
  }

  private explain(error: unknown): string {
    if (error instanceof FieldError) return error.message;
    if (error instanceof ProblemError && error.status === 401) return this.words.refused;
    return explain(error, this.choice.current);
  }

  private get words() {
    return texts[this.choice.current];
  }
}
