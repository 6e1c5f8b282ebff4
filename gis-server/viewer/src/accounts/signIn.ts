import { type Client, explain, ProblemError } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import { field, openFormDialog } from '../page/dialog';
import { element } from '../page/element';
import { FieldError } from '../page/formTrouble';
import { icon } from '../page/icon';
import { openOwnAccount } from './ownAccount';
import { newPasswordFields, readNewPassword } from './passwordFields';
import { type Session, signIn, signOut } from './session';
import { texts } from './texts';

/** What the corner of the page tells. */
export interface AccountListener {
  /** Somebody signed in or out: everything on the page may look different now. */
  onSessionChanged(note: string): void;
  onTrouble(words: string): void;
}

/** The corner of the page where staff sign in and out. */
export class AccountCorner {
  private session: Session = { staff: null, ways: { openId: null, demoAccounts: [] } };

  constructor(
    private readonly root: HTMLElement,
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly listener: AccountListener,
  ) {
    choice.bind(() => this.draw());
  }

  show(session: Session): void {
    this.session = session;
    this.draw();
  }

  private draw(): void {
    const { staff } = this.session;
    const action = staff === null ? this.words.signIn : this.words.signOut;
    const button = this.button(action, staff === null ? 'person' : 'leave', () =>
      staff === null ? this.ask() : this.leave(),
    );
    button.id = 'account-button';
    if (staff === null) {
      this.root.replaceChildren(button);
      return;
    }
    const me = this.button(this.words.signedInAs(staff.displayName), 'person', () =>
      openOwnAccount(this.client, staff, this.choice.current, (note) =>
        this.listener.onTrouble(note),
      ),
    );
    me.id = 'own-account-button';
    me.classList.add('button-quiet');
    this.root.replaceChildren(me, button);
  }

  /** Where there is little room, only the sign is seen. */
  private button(words: string, sign: 'person' | 'leave', act: () => void): HTMLButtonElement {
    const attributes = {
      type: 'button',
      class: 'button button-small',
      'aria-label': words,
      title: words,
    };
    const button = element(
      'button',
      attributes,
      element('span', { class: 'long' }, words),
      element('span', { class: 'short' }, icon(sign)),
    );
    button.addEventListener('click', act);
    return button;
  }

  /** Opens the form by which staff sign in. */
  ask(): void {
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
      fields: [
        element('p', { class: 'hint' }, words.hint),
        ...this.demoHint(),
        ...this.otherWay(),
        field(words.user, user),
        field(words.password, password),
      ],
      submit: words.submit,
      cancel: words.cancel,
      act: async (form) => {
        const name = String(form.get('user') ?? '').trim();
        const secret = String(form.get('password') ?? '');
        if (name === '') throw new FieldError(words.missing, 'user');
        if (secret === '') throw new FieldError(words.missing, 'password');
        try {
          await signIn(this.client, name, secret);
        } catch (error) {
          if (!(error instanceof ProblemError) || error.code !== 'new-password-needed') throw error;
          this.askForNewPassword(name, secret);
          return;
        }
        this.listener.onSessionChanged(words.welcome(name));
      },
      explain: (error) => this.explain(error),
    });
  }

  private demoHint(): HTMLElement[] {
    const { words } = this;
    const { demoAccounts } = this.session.ways;
    if (demoAccounts.length === 0) return [];
    const names = demoAccounts.map((name) => words.demoRole(words.roleNames[name] ?? name, name));
    return [
      element(
        'div',
        { class: 'demo-accounts' },
        element('p', {}, words.demo),
        element('ul', {}, ...names.map((name) => element('li', {}, name))),
      ),
    ];
  }

  /** Another server at which staff sign in stands first: whoever has it uses it. */
  private otherWay(): HTMLElement[] {
    const { openId } = this.session.ways;
    if (openId === null) return [];
    const link = element(
      'a',
      { class: 'button button-link', href: openId.href },
      this.words.openId(openId.name),
    );
    return [link, element('p', { class: 'hint' }, this.words.orPassword)];
  }

  private askForNewPassword(name: string, password: string): void {
    const { words } = this;
    openFormDialog({
      title: words.newTitle,
      fields: [element('p', { class: 'hint' }, words.mustChange), ...newPasswordFields(words)],
      submit: words.set,
      cancel: words.cancel,
      act: async (form) => {
        await signIn(this.client, name, password, readNewPassword(form, words));
        this.listener.onSessionChanged(words.welcome(name));
      },
      explain: (error) => this.explain(error),
    });
  }

  private leave(): void {
    signOut(this.client)
      .then((elsewhere) => {
        if (elsewhere !== '') location.assign(elsewhere);
        else this.listener.onSessionChanged(this.words.goodbye);
      })
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
