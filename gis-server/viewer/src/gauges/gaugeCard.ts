import type { Client } from '../http/client';
import type { Language } from '../language/choice';
import { element } from '../page/element';
import type { Theme } from '../theme/choice';
import { barView, levelList } from './barView';
import { type Gauge, isCurrent, reached } from './gauge';
import type { GaugeStore } from './gaugeStore';
import { HistoryView } from './historyView';
import { formOf, standingOf } from './looks';
import { texts } from './texts';
import {
  agoOf,
  arrowOf,
  fixedMetres,
  forecastText,
  levelNameOf,
  measuredText,
  metresText,
  standingText,
  toOverflowText,
  trendText,
  untilNextText,
} from './words';

/** Ages are told anew after this time. */
const TICK_MS = 30_000;

/** What a card needs. */
export interface CardNeeds {
  client: Client;
  store: GaugeStore;
  language: Language;
  theme: () => Theme;
}

/**
 * What is known of a gauge now, and of its last days. The card follows the readings as long as it
 * stands in the page.
 */
export function gaugeCard(needs: CardNeeds, gauge: Gauge): HTMLElement {
  const { store, language } = needs;
  const now = element('div', { class: 'gauge-now' });
  const history = new HistoryView(needs.client, gauge, language, needs.theme);
  const card = element('article', { class: 'gauge-card', 'aria-label': gauge.name }, now, history.root);
  const draw = (shown: Gauge) => now.replaceChildren(...present(shown, needs.theme(), language));
  draw(gauge);
  let wasThere = false;
  const follow = (isNews: boolean) => {
    wasThere ||= card.isConnected;
    // Whoever closes the panel takes the card out and tells nobody.
    if (wasThere && !card.isConnected) {
      stop();
      clearInterval(timer);
      history.close();
      return;
    }
    const fresh = store.find(gauge.gauge);
    if (fresh === null) return;
    draw(fresh);
    if (isNews) history.follow(fresh);
  };
  const stop = store.onChange(() => follow(true));
  const timer = setInterval(() => follow(false), TICK_MS);
  return card;
}

function present(gauge: Gauge, theme: Theme, language: Language): HTMLElement[] {
  const words = texts[language];
  const now = new Date();
  const { latest } = gauge;
  const head = element(
    'h3',
    { class: 'gauge-title' },
    gauge.name,
    element('span', { class: 'hint' }, [words.kinds[gauge.kind], gauge.water].filter(Boolean).join('・')),
  );
  const standing = element(
    'p',
    { class: `gauge-standing is-${standingOf(gauge)}` },
    formOf(standingOf(gauge), theme),
    element('span', {}, standingText(gauge, language)),
  );
  const parts: HTMLElement[] = [head];
  if (isCurrent(gauge) && latest !== null) {
    parts.push(
      element(
        'p',
        { class: 'gauge-value' },
        element('strong', {}, metresText(latest.metres, language)),
        element('span', { class: 'gauge-arrow', 'aria-hidden': 'true' }, arrowOf(gauge.trend)),
        element('span', {}, trendText(gauge.trend, language)),
      ),
      standing,
    );
    if (gauge.reference === 'overflow') parts.push(element('p', {}, toOverflowText(latest.metres, language)));
    const left = untilNextText(gauge, language);
    if (left !== '') parts.push(element('p', {}, left));
    if (gauge.forecast !== null) {
      const level = levelNameOf(gauge, gauge.forecast.level);
      parts.push(element('p', { class: 'gauge-forecast' }, forecastText(gauge.forecast, level, now, language)));
    }
    parts.push(element('p', { class: 'hint' }, measuredText(latest.time, now, language)));
  } else {
    parts.push(standing, element('p', {}, words.qualityNotes[gauge.quality]));
    if (latest !== null) {
      const value = metresText(latest.metres, language);
      parts.push(element('p', { class: 'hint' }, words.lastKnown(value, agoOf(latest.time, now, language))));
    }
  }
  if (gauge.levels.length > 0) parts.push(element('div', {}, barView(gauge, theme, language), levelList(gauge, language)));
  if (gauge.reference === 'overflow') parts.push(element('p', { class: 'hint' }, words.referenceOverflow));
  if (gauge.reference === 'tp') parts.push(element('p', { class: 'hint' }, words.referenceTp));
  parts.push(facts(gauge, language));
  return parts;
}

function facts(gauge: Gauge, language: Language): HTMLElement {
  const words = texts[language];
  const rows: [string, string][] = [];
  const latest = isCurrent(gauge) ? gauge.latest : null;
  if (latest?.tpM != null) rows.push([words.tp, metresText(latest.tpM, language)]);
  if (latest?.leftToEmbankmentM != null) {
    const left = latest.leftToEmbankmentM;
    rows.push([words.left, left < 0 ? words.over(fixedMetres(-left)) : metresText(left, language)]);
  }
  if (gauge.zeroTpM !== null) rows.push([words.zero, metresText(gauge.zeroTpM, language)]);
  return element(
    'dl',
    { class: 'gauge-facts' },
    ...rows.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
  );
}

/** One line of a gauge for lists: the form, its name, its value and what that means. */
export function gaugeLine(gauge: Gauge, theme: Theme, language: Language, now: Date): Element[] {
  const { latest } = gauge;
  const value = isCurrent(gauge) && latest !== null ? metresText(latest.metres, language) : texts[language].qualities[gauge.quality];
  const level = reached(gauge);
  const below = [
    isCurrent(gauge) ? standingText(gauge, language) : '',
    isCurrent(gauge) && gauge.trend !== null ? trendText(gauge.trend, language) : '',
    latest === null ? '' : agoOf(latest.time, now, language),
  ].filter((part) => part !== '');
  return [
    formOf(standingOf(gauge), theme),
    element('span', { class: 'gauge-line-name' }, gauge.name),
    element('span', { class: 'gauge-line-value' }, isCurrent(gauge) ? `${value} ${arrowOf(gauge.trend)}` : value),
    element('span', { class: level === null ? 'gauge-line-below' : 'gauge-line-below is-over' }, below.join('・')),
  ];
}
