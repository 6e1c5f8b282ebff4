import { type Client, explain } from '../../http/client';
import type { LanguageChoice } from '../../language/choice';
import { shortMomentText } from '../../language/moments';
import { element, textButton } from '../../page/element';
import type { ThemeChoice } from '../../theme/choice';
import { type Gauge, inOrder, isCurrent } from '../gauge';
import type { GaugeStore } from '../gaugeStore';
import { formOf, standingOf } from '../looks';
import { texts as gaugeTexts } from '../texts';
import { agoOf, arrowOf, forecastText, levelNameOf, metresText, standingText, trendText, untilNextText } from '../words';
import { readEntries, type Span, spanAt } from './entries';
import { type EntryForms, openAcceptForm, openDrillForm, openDrillReadingForm, openMaintenanceForm } from './entryForms';
import { redraw } from './redraw';
import { openSettingsForm } from './settingsForm';
import { texts } from './texts';

/** What the part needs of the desk. */
export interface GaugesNeeds {
  client: Client;
  choice: LanguageChoice;
  theme: ThemeChoice;
  store: GaugeStore;
  onGauge(gauge: Gauge): void;
  onSaved(words: string): void;
}

/** What was entered about a gauge and counts now. */
interface OnNow {
  maintenance: Span | null;
  drill: Span | null;
}

/** All gauges as the desk sees them, with what people do about them. */
export class GaugesPart {
  readonly root = element('div', { class: 'desk-gauges' });
  private readonly onNow = new Map<string, OnNow>();
  private drawn = '';
  /** The gauge whose tools stand open. */
  private chosen = '';

  constructor(private readonly needs: GaugesNeeds) {}

  clear(): void {
    this.onNow.clear();
    this.chosen = '';
    this.drawn = '';
    redraw(this.root, []);
  }

  /** Does nothing as long as what it says is the same. */
  draw(): void {
    const { choice, theme, store } = this.needs;
    const { sheet } = store;
    const now = new Date();
    const state = JSON.stringify([
      sheet?.gauges,
      choice.current,
      theme.current,
      this.chosen,
      [...this.onNow],
      Math.floor(now.getTime() / 60_000),
    ]);
    if (state === this.drawn) return;
    this.drawn = state;
    const rows = inOrder(sheet?.gauges ?? []).map((gauge) => this.row(gauge, now));
    redraw(this.root, sheet === null ? [element('p', { class: 'hint' }, texts[choice.current].loading)] : rows);
  }

  private row(gauge: Gauge, now: Date): HTMLElement {
    const language = this.needs.choice.current;
    const words = texts[language];
    const { latest } = gauge;
    const isNow = isCurrent(gauge) && latest !== null;
    const value = isNow ? metresText(latest.metres, language) : gaugeTexts[language].qualities[gauge.quality];
    const lines = [
      isNow ? standingText(gauge, language) : gaugeTexts[language].qualityNotes[gauge.quality],
      isNow ? untilNextText(gauge, language) : '',
      isNow && gauge.trend !== null ? trendText(gauge.trend, language) : '',
      isNow ? agoOf(latest.time, now, language) : '',
      isNow || latest === null
        ? ''
        : gaugeTexts[language].lastKnown(metresText(latest.metres, language), agoOf(latest.time, now, language)),
    ].filter((part) => part !== '');
    const isChosen = this.chosen === gauge.gauge;
    const button = element(
      'button',
      { type: 'button', class: 'desk-gauge-head', id: `desk-gauge-${gauge.gauge}`, 'aria-expanded': String(isChosen) },
      formOf(standingOf(gauge), this.needs.theme.current),
      element('span', { class: 'desk-gauge-name' }, gauge.name, element('span', { class: 'hint' }, gauge.water === gauge.name ? '' : ` ${gauge.water}`)),
      element('span', { class: 'desk-gauge-value' }, isNow ? `${value} ${arrowOf(gauge.trend)}` : value),
      element('span', { class: 'desk-gauge-below' }, lines.join('・')),
    );
    button.addEventListener('click', () => this.choose(isChosen ? '' : gauge.gauge));
    const forecast =
      gauge.forecast === null || !isNow
        ? []
        : [
            element(
              'p',
              { class: 'gauge-forecast' },
              forecastText(gauge.forecast, levelNameOf(gauge, gauge.forecast.level), now, language),
            ),
          ];
    const lossy = gauge.mayLose ? [element('p', { class: 'hint desk-lossy' }, `△ ${words.mayLose}`)] : [];
    return element(
      'article',
      { class: `desk-gauge is-${standingOf(gauge)}`, 'aria-label': gauge.name },
      button,
      ...forecast,
      ...lossy,
      ...(isChosen ? [this.tools(gauge)] : []),
    );
  }

  /** Opens a gauge and takes the keyboard there. */
  show(gauge: string): void {
    this.choose(gauge);
    const head = document.getElementById(`desk-gauge-${gauge}`);
    head?.focus();
    head?.scrollIntoView({ block: 'nearest' });
  }

  private choose(gauge: string): void {
    this.chosen = gauge;
    this.draw();
    if (gauge !== '') void this.learn(gauge);
  }

  private async learn(gauge: string): Promise<void> {
    try {
      const entries = readEntries(
        await this.needs.client.getJson(`/api/gauges/${encodeURIComponent(gauge)}/entries`),
      );
      const now = new Date();
      const maintenance = spanAt(entries, 'maintenance', now);
      this.onNow.set(gauge, { maintenance, drill: spanAt(entries, 'drill', now) });
      this.draw();
    } catch (error) {
      this.needs.onSaved(explain(error, this.needs.choice.current));
    }
  }

  private tools(gauge: Gauge): HTMLElement {
    const language = this.needs.choice.current;
    const words = texts[language];
    const on = this.onNow.get(gauge.gauge);
    const tools = element('div', { class: 'desk-tools' });
    const forms: EntryForms = {
      client: this.needs.client,
      language,
      onSaved: (told) => {
        this.needs.onSaved(told);
        void this.learn(gauge.gauge);
      },
    };
    const add = (name: string, label: string, act: () => void) => {
      const button = textButton(label, 'button-small', act);
      button.id = `desk-${name}-${gauge.gauge}`;
      tools.append(button);
    };
    if (on === undefined) return element('p', { class: 'hint' }, words.loading);
    const { maintenance, drill } = on;
    if (maintenance === null) add('maintenance', words.maintenance, () => openMaintenanceForm(forms, gauge));
    else {
      tools.append(element('p', { class: 'desk-on' }, words.maintenanceUntil(shortMomentText(maintenance.to))));
      add('maintenance', words.maintenanceEnd, () => this.end(forms, gauge, maintenance, words.maintenanceEnded));
    }
    add('accept', words.accept, () => void openAcceptForm(forms, gauge));
    if (drill === null) add('drill', words.drillStart, () => openDrillForm(forms, gauge));
    else {
      tools.append(
        element(
          'p',
          { class: 'desk-on' },
          element('span', { class: 'drill-mark' }, words.drill),
          ` ${words.drillOn(drill.name, shortMomentText(drill.to), drill.isPublic)}`,
        ),
      );
      add('drill-reading', words.drillReading, () => openDrillReadingForm(forms, gauge));
      add('drill', words.drillEnd, () => this.end(forms, gauge, drill, words.saved));
    }
    add('settings', words.settings, () => void openSettingsForm(forms, gauge));
    if (gauge.place !== null) add('map', words.goTo(gauge.name), () => this.needs.onGauge(gauge));
    return tools;
  }

  private end(forms: EntryForms, gauge: Gauge, span: Span, told: string): void {
    const path = `/api/gauges/${encodeURIComponent(gauge.gauge)}/entries/${span.number}/end`;
    forms.client
      .postJson(path, {})
      .then(() => forms.onSaved(told))
      .catch((error: unknown) => this.needs.onSaved(explain(error, forms.language)));
  }
}
