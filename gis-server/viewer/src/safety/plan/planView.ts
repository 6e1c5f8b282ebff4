import type { LanguageChoice } from '../../language/choice';
import { dayOf } from '../../language/moments';
import { element, signButton, textButton } from '../../page/element';
import { openFormDialog } from '../../page/dialog';
import { icon } from '../../page/icon';
import type { Hazard, Level } from '../hazards';
import { HAZARDS } from '../hazards';
import { redraw } from '../parts';
import { hazardNames, texts } from '../texts';
import { bagPart } from './bagView';
import { countOf, emptyPlan, isEmpty, LEVELS, MAX_FILE_BYTES, MEMBERS, moved, NEEDS, type Plan, readPlan, withSteps } from './plan';
import { partsOfPlan } from './planSheet';
import type { PlanStore } from './planStore';
import { planTexts } from './planTexts';
import { savePlanFile, sharePlan } from './sharePlan';
import { TEMPLATES, templates } from './templates';

export interface PlanViewListener {
  notice(words: string): void;
}

/** The household's own timeline: what is written is kept at once, on this phone and nowhere else. */
export class PlanView {
  private plan: Plan;
  private isKept = true;
  private levels: readonly Level[] = [];

  constructor(
    private readonly root: HTMLElement,
    private readonly store: PlanStore,
    private readonly choice: LanguageChoice,
    private readonly listener: PlanViewListener,
  ) {
    this.plan = store.load();
  }

  /** What the levels are called now, where that is known. */
  setLevels(levels: readonly Level[]): void {
    this.levels = levels;
  }

  setHome(place: [number, number], name: string): void {
    this.keep({ ...this.plan, home: { place, name } });
  }

  setShelter(hazard: Hazard, id: string, name: string): void {
    this.keep({ ...this.plan, shelters: { ...this.plan.shelters, [hazard]: { id, name } } });
  }

  draw(): void {
    const words = planTexts[this.choice.current];
    redraw(this.root, [
      element('h2', { class: 'section-heading', id: 'plan-heading', tabindex: '-1' }, words.heading),
      element('p', { class: 'safety-note' }, this.isKept ? words.intro : words.notKept),
      this.householdPart(),
      this.homePart(),
      this.shelterPart(),
      this.timelinePart(),
      bagPart(this.plan.bag, this.choice.current, dayOf(new Date()), (bag, isOther) => this.change({ ...this.plan, bag }, isOther)),
      this.toolPart(),
      this.sheet(),
    ]);
  }

  private keep(plan: Plan): void {
    this.plan = { ...plan, changed: new Date().toISOString() };
    this.isKept = this.store.save(this.plan);
  }

  /** @param isOther whether the page has other fields than before */
  private change(plan: Plan, isOther: boolean): void {
    this.keep(plan);
    if (isOther) this.draw();
    else this.root.querySelector('.plan-sheet')?.replaceWith(this.sheet());
  }

  private householdPart(): HTMLElement {
    const words = planTexts[this.choice.current];
    const counts = MEMBERS.map((name) => {
      const input = element('input', { type: 'number', id: `plan-${name}`, min: '0', max: '99', inputmode: 'numeric', value: String(this.plan.members[name]) });
      input.addEventListener('change', () => {
        const count = countOf(input.value);
        input.value = String(count);
        this.change({ ...this.plan, members: { ...this.plan.members, [name]: count } }, false);
      });
      return element('label', { class: 'field plan-count' }, element('span', { class: 'field-label' }, words.members[name]), input);
    });
    const needs = NEEDS.map((need) => {
      const box = element('input', { type: 'checkbox', id: `plan-need-${need}`, checked: this.plan.needs.includes(need) });
      box.addEventListener('change', () => {
        const others = this.plan.needs.filter((one) => one !== need);
        this.change({ ...this.plan, needs: box.checked ? [...others, need] : others }, false);
      });
      return element('label', { class: 'check' }, box, words.needNames[need]);
    });
    const help = element('textarea', { id: 'plan-help', rows: '2', maxlength: '1000', 'aria-describedby': 'plan-help-hint' }, this.plan.help);
    help.addEventListener('input', () => this.change({ ...this.plan, help: help.value }, false));
    return part(
      'household',
      words.household,
      element('div', { class: 'plan-counts' }, ...counts),
      element('fieldset', { class: 'plan-needs' }, element('legend', {}, words.needs), ...needs),
      element('label', { class: 'field' }, element('span', { class: 'field-label' }, words.help), help),
      element('p', { class: 'hint', id: 'plan-help-hint' }, words.helpHint),
    );
  }

  private homePart(): HTMLElement {
    const words = planTexts[this.choice.current];
    const { home } = this.plan;
    if (home === null) return part('home', words.home, element('p', { class: 'hint' }, words.homeNone));
    const remove = textButton(words.homeRemove, 'button-small', () => this.change({ ...this.plan, home: null }, true));
    remove.id = 'plan-home-remove';
    return part('home', words.home, element('p', {}, home.name), remove);
  }

  private shelterPart(): HTMLElement {
    const words = planTexts[this.choice.current];
    const names = hazardNames[this.choice.current];
    const chosen = HAZARDS.flatMap((hazard) => {
      const shelter = this.plan.shelters[hazard];
      if (shelter === undefined) return [];
      const label = words.remove(`${names[hazard]} ${shelter.name}`);
      const remove = signButton(icon('close'), label, () => {
        const { [hazard]: gone, ...rest } = this.plan.shelters;
        this.change({ ...this.plan, shelters: rest }, true);
      });
      return [element('li', {}, element('span', {}, element('b', {}, names[hazard]), ` ${shelter.name}`), remove)];
    });
    const list = element('ul', { class: 'plan-list' }, ...chosen);
    return part('shelters', words.shelters, chosen.length === 0 ? element('p', { class: 'hint' }, words.sheltersNone) : list);
  }

  private timelinePart(): HTMLElement {
    const language = this.choice.current;
    const words = planTexts[language];
    const buttons = TEMPLATES.map((name) => {
      const button = textButton(words.templates[name], 'button-small', () => this.change(withSteps(this.plan, templates[language].steps[name]), true));
      button.id = `plan-template-${name}`;
      return button;
    });
    const template = element(
      'div',
      { class: 'side-tools', role: 'group', 'aria-labelledby': 'plan-template' },
      element('b', { id: 'plan-template', class: 'plan-template' }, words.template),
      ...buttons,
    );
    return part(
      'timeline',
      words.timeline,
      element('p', { class: 'hint' }, words.timelineHelp),
      template,
      ...LEVELS.map((level) => this.levelPart(level)),
    );
  }

  private levelPart(level: (typeof LEVELS)[number]): HTMLElement {
    const language = this.choice.current;
    const words = planTexts[language];
    const index = level - 1;
    const steps = this.plan.steps[index] ?? [];
    const official = this.levels.find((one) => one.level === level);
    const told = [official?.warning[language] ?? '', official?.evacuation[language] ?? ''].filter((text) => text !== '');
    const withLevel = (made: { text: string }[]): Plan => ({
      ...this.plan,
      steps: this.plan.steps.map((one, at) => (at === index ? made : one)),
    });
    const rows = steps.map(({ text }, at) => {
      const name = words.step(level, at + 1);
      const input = element('textarea', { id: `plan-step-${level}-${at}`, rows: '1', maxlength: '200', 'aria-label': name }, text);
      input.addEventListener('input', () => {
        const made = (this.plan.steps[index] ?? []).map((step, other) => (other === at ? { text: input.value } : step));
        this.change(withLevel(made), false);
      });
      const move = (by: -1 | 1, label: string) => {
        const button = signButton(icon(by === -1 ? 'up' : 'down'), label, () => this.change(withLevel(moved(this.plan.steps[index] ?? [], at, by)), true));
        button.id = `plan-step-${by === -1 ? 'up' : 'down'}-${level}-${at}`;
        button.disabled = at + by < 0 || at + by >= steps.length;
        return button;
      };
      const remove = signButton(icon('close'), words.remove(name), () => this.change(withLevel((this.plan.steps[index] ?? []).filter((_, other) => other !== at)), true));
      return element('li', {}, input, element('div', { class: 'plan-row-tools' }, move(-1, words.up(name)), move(1, words.down(name)), remove));
    });
    const add = textButton(words.addStep(level), 'button-small', () => {
      this.change(withLevel([...(this.plan.steps[index] ?? []), { text: '' }]), true);
      document.getElementById(`plan-step-${level}-${steps.length}`)?.focus();
    });
    add.id = `plan-add-${level}`;
    return element(
      'section',
      { class: `plan-level level-edge-${level}`, 'aria-labelledby': `plan-level-${level}` },
      element(
        'h4',
        { id: `plan-level-${level}` },
        element('span', { class: `level level-${level}` }, words.level(level)),
        ` ${words.levelHints[index] ?? ''}`,
      ),
      ...(told.length === 0 ? [] : [element('p', { class: 'hint' }, told.join(' / '))]),
      ...(rows.length === 0 ? [] : [element('ol', { class: 'plan-list plan-steps' }, ...rows)]),
      add,
    );
  }

  private toolPart(): HTMLElement {
    const { choice, listener } = this;
    const words = planTexts[choice.current];
    const button = (id: string, label: string, act: () => void) => {
      const made = textButton(label, '', act);
      made.id = id;
      return made;
    };
    const file = element('input', { type: 'file', accept: '.json,application/json', id: 'plan-file', hidden: true, 'aria-label': words.load, tabindex: '-1' });
    file.addEventListener('change', () => {
      const [chosen] = file.files ?? [];
      file.value = '';
      if (chosen !== undefined) void this.load(chosen);
    });
    return element(
      'div',
      { class: 'plan-tools side-tools' },
      button('plan-print', words.print, () => window.print()),
      button('plan-share', words.share, () => sharePlan(this.plan, choice.current, (told) => listener.notice(told))),
      button('plan-save', words.save, () => {
        savePlanFile(this.plan, choice.current);
        listener.notice(words.sharedFile);
      }),
      button('plan-load', words.load, () => file.click()),
      button('plan-delete', words.delete, () => this.askToDelete()),
      file,
    );
  }

  private async load(file: File): Promise<void> {
    const words = planTexts[this.choice.current];
    const read = file.size > MAX_FILE_BYTES ? null : readPlan(await file.text());
    if (read === null) return this.listener.notice(words.notAPlan);
    const take = () => {
      this.change(read, true);
      this.listener.notice(words.loaded);
    };
    if (isEmpty(this.plan)) return take();
    openFormDialog({
      title: words.loadTitle,
      fields: [],
      submit: words.loadYes,
      cancel: words.cancel,
      act: () => Promise.resolve(take()),
      explain: String,
    });
  }

  private askToDelete(): void {
    const words = planTexts[this.choice.current];
    openFormDialog({
      title: words.deleteTitle,
      fields: [element('p', {}, words.deleteHelp)],
      submit: words.deleteYes,
      cancel: words.cancel,
      act: () => {
        this.store.clear();
        this.plan = emptyPlan();
        this.draw();
        this.listener.notice(words.deleted);
        return Promise.resolve();
      },
      explain: String,
    });
  }

  /** What comes onto paper; on the screen the fields say it. */
  private sheet(): HTMLElement {
    const language = this.choice.current;
    const words = planTexts[language];
    const parts = partsOfPlan(this.plan, language).map(({ heading, lines, part: name }) =>
      element('section', { class: `sheet-part sheet-${name}` }, element('h2', {}, heading), element('ul', {}, ...lines.map((line) => element('li', {}, line)))),
    );
    return element(
      'div',
      { class: 'plan-sheet', 'aria-hidden': 'true' },
      element('h1', {}, words.heading),
      ...parts,
      element('p', {}, `${words.printHelp} ${words.printed(dayOf(new Date()))} ${texts[language].levelsHelp}`),
    );
  }
}

function part(name: string, heading: string, ...content: Node[]): HTMLElement {
  const id = `plan-part-${name}`;
  return element('section', { class: 'plan-part', 'aria-labelledby': id }, element('h3', { id }, heading), ...content);
}
