import { explain } from '../http/client';
import { momentText } from '../language/moments';
import { element, textButton } from '../page/element';
import {
  openAssignForm,
  openFollowUpForm,
  openNoteForm,
  openStateForm,
  openVisitForm,
} from './caseForms';
import type { WatchParts } from './parts';
import { texts } from './texts';
import { type Assignee, type CaseEntry, type CaseWithHistory, fetchCase, photoPath } from './watch';
import { actorText, assigneeText, dayText, stepText } from './words';

/** A case: how it stands, what can be done, and what has been done. */
export class CaseView {
  readonly root = element('div', { class: 'watch-case-view' });

  /** @param done is told after a step; null where the case is only looked at */
  constructor(
    private readonly parts: WatchParts,
    private readonly id: number,
    private readonly done: (() => void) | null,
  ) {
    this.root.append(element('p', { class: 'hint' }, texts[parts.language].loading));
    void this.load();
  }

  private async load(): Promise<void> {
    const { parts } = this;
    try {
      const [found, all] = await Promise.all([
        fetchCase(parts.client, this.id),
        parts.assignees().catch(() => []),
      ]);
      this.draw(found, all);
    } catch (error) {
      const again = textButton(texts[parts.language].again, 'button-small', () => void this.load());
      const why = explain(error, parts.language);
      this.root.replaceChildren(element('p', { class: 'error', role: 'alert' }, why), again);
    }
  }

  private draw({ one, history, etag }: CaseWithHistory, all: readonly Assignee[]): void {
    const { language } = this.parts;
    const words = texts[language];
    const row = (head: string, value: string) =>
      element('div', { class: 'attribute' }, element('dt', {}, head), element('dd', {}, value));
    this.root.replaceChildren(
      element('p', { class: `watch-state is-${one.state}` }, words.states[one.state]),
      element(
        'dl',
        { class: 'attributes' },
        row(words.assignee, assigneeText(one.assignee, all, language)),
        row(words.followUpDay, dayText(one.followUp, language) || words.noDay),
      ),
      ...(this.done === null ? [] : [this.tools({ one, history, etag }, all, this.done)]),
      element('p', { class: 'field-label' }, words.history),
      element('ol', { class: 'watch-history' }, ...history.map((entry) => this.entry(entry, all))),
    );
  }

  private tools(seen: CaseWithHistory, all: readonly Assignee[], done: () => void): HTMLElement {
    const { parts } = this;
    const words = texts[parts.language];
    const button = (name: string, kind: string, act: () => void) => textButton(name, `button-small ${kind}`, act);
    const isSettled = seen.one.state === 'settled';
    const further = [
      button(words.setFollowUp, '', () => openFollowUpForm(parts, seen, done)),
      button(words.addNote, '', () => openNoteForm(parts, seen, done)),
    ];
    const first = isSettled
      ? [button(words.reopen, '', () => openStateForm(parts, seen, done))]
      : [
          button(words.visit, 'button-primary', () => openVisitForm(parts, seen, done)),
          button(words.assign, '', () => openAssignForm(parts, seen, all, done)),
          button(words.settle, '', () => openStateForm(parts, seen, done)),
        ];
    return element('div', { class: 'side-tools' }, ...first, ...further);
  }

  private entry(entry: CaseEntry, all: readonly Assignee[]): HTMLElement {
    const { language } = this.parts;
    const moment = momentText(entry.time, new Date(), language);
    const parts: HTMLElement[] = [
      element('span', { class: 'watch-step' }, stepText(entry, all, language)),
      element('span', { class: 'hint' }, `${moment}　${actorText(entry.actor, all)}`),
    ];
    if (entry.note !== '') parts.push(element('p', { class: 'watch-note' }, entry.note));
    if (entry.photo !== '') {
      const src = photoPath(this.id, entry.photo);
      const picture = element('img', {
        class: 'watch-photo',
        src,
        alt: texts[language].photoOf(moment),
        loading: 'lazy',
      });
      parts.push(element('a', { href: src, target: '_blank', rel: 'noopener' }, picture));
    }
    return element('li', {}, ...parts);
  }
}
