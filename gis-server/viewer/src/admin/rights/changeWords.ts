import type { Language } from '../../language/choice';
import { titleIn } from '../desk/desk';
import type { Change } from './changes';
import { conditionOf } from './condition';
import type { RuledLayer } from './layer';
import { texts } from './texts';

/** A change as a sentence for the clerk who makes it. */
export function changeWords(
  change: Change,
  layer: RuledLayer,
  who: string,
  language: Language,
): string {
  const words = texts[language];
  const { told } = words;
  const { what } = change;
  switch (what.kind) {
    case 'read':
    case 'edit':
    case 'publish':
      return told[what.kind](who, change.direction === 'more');
    case 'attribute':
      return told.attribute(
        who,
        titleIn(what.attribute.titles, language),
        words.shown[what.after],
        words.shown[what.before],
      );
    case 'rows':
      return what.after === undefined
        ? told.allRows(who)
        : told.rows(who, conditionWords(what.after, layer, language));
    case 'place':
      return what.afterM === null ? told.exact(who) : told.place(who, what.afterM);
    case 'times':
      return what.after === null
        ? told.anyTime(who)
        : told.times(who, what.after.delayMinutes, what.after.horizonMinutes);
    case 'consent':
      return what.after === null
        ? told.anyConsent(who)
        : told.consent(who, attributeTitle(what.after, layer, language));
  }
}

function conditionWords(rows: unknown, layer: RuledLayer, language: Language): string {
  const words = texts[language];
  const condition = conditionOf(rows);
  if (condition.kind !== 'simple') return words.told.cql;
  const { attribute, test, value } = condition.condition;
  return words.told.simple(attributeTitle(attribute, layer, language), words.tests[test], value);
}

function attributeTitle(attribute: string, layer: RuledLayer, language: Language): string {
  const titles = layer.attributes.find(({ name }) => name === attribute)?.titles;
  return titles === undefined ? attribute : titleIn(titles, language);
}
