import type { Language } from '../../language/choice';
import { agoText, momentText, shortMomentText } from '../../language/moments';
import { type Gauge, isCurrent, SEVERITIES } from '../gauge';
import { arrowOf, forecastText, metresText } from '../words';
import { type Alert, type Group, isWaiting } from './alert';
import { texts } from './texts';

/** What an alert says. */
export function headlineOf(alert: Alert, now: Date, language: Language): string {
  const words = texts[language];
  switch (alert.kind) {
    case 'level':
      return words.level(alert.levelName);
    case 'forecast':
      // Seconds that count from a moment long ago say nothing of now.
      if (alert.status !== 'active') return words.forecastOver(alert.levelName);
      return alert.reach === null
        ? words.level(alert.levelName)
        : forecastText({ level: alert.level, since: alert.last, ...alert.reach }, alert.levelName, now, language);
    case 'bad-data':
      return alert.levelName === '' ? words.badData : words.badDataLevel(alert.levelName);
    case 'no-data':
      return words.noData;
  }
}

/** When it began and how long ago, what is so now, and how high it was. @param gauge as it stands; null where it is not to be told */
export function factsOf(alert: Alert, gauge: Gauge | null, now: Date, language: Language): string[] {
  const words = texts[language];
  const ago = (moment: Date) => agoText((now.getTime() - moment.getTime()) / 1000, language);
  const isNow = gauge !== null && isCurrent(gauge) && gauge.latest !== null && alert.status === 'active';
  return [
    words.since(momentText(alert.raised, now, language), ago(alert.raised)),
    alert.cleared === null ? '' : words.ended(momentText(alert.cleared, now, language), ago(alert.cleared)),
    alert.status === 'withdrawn' ? words.withdrawn : alert.status === 'merged' ? words.merged : '',
    isNow && gauge.latest !== null
      ? words.nowAt(`${metresText(gauge.latest.metres, language)} ${arrowOf(gauge.trend)}`.trim(), ago(gauge.latest.time))
      : '',
    alert.peakM === null || alert.kind === 'forecast' ? '' : words.peak(metresText(alert.peakM, language)),
    alert.neighbours === 'confirmed' ? words.neighboursRise : '',
    alert.neighbours === 'contradicted' ? words.neighboursStill : '',
  ].filter((part) => part !== '');
}

/** What people did about it. */
export function deedsOf(alert: Alert, language: Language): string[] {
  const words = texts[language];
  const { acknowledged, assignee, published } = alert;
  return [
    acknowledged === null ? '' : words.acknowledgedBy(acknowledged.by, shortMomentText(acknowledged.at)),
    assignee === '' ? '' : words.assignedTo(assignee),
    published === null ? '' : words.publishedBy(published.by, shortMomentText(published.at)),
  ].filter((part) => part !== '');
}

/** Many groups in one line: how many gauges stand at which gravity. */
export function digestOf(groups: readonly Group[], language: Language): string {
  const words = texts[language];
  const counts = [...SEVERITIES].reverse().flatMap((severity) => {
    const count = groups.filter(({ lead }) => lead.severity === severity).length;
    return count === 0 ? [] : words.ofSeverity(words.severities[severity], count);
  });
  const alerts = groups.reduce((sum, { others }) => sum + 1 + others.length, 0);
  return words.digest(alerts, groups.length, counts.join(language === 'en' ? ', ' : '・'));
}

/** A group for those who listen. */
export function labelOf({ lead, others }: Group, now: Date, language: Language): string {
  const words = texts[language];
  const waiting = [lead, ...others].filter(isWaiting).length;
  return [
    lead.drill ? words.drill : '',
    lead.name,
    headlineOf(lead, now, language),
    others.length > 0 && waiting > 0 ? words.waiting(waiting) : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
