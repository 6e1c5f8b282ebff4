import type { Language } from '../language/choice';
import { shortMomentText } from '../language/moments';
import { element } from '../page/element';
import type { Gauge } from './gauge';
import type { GaugeStore } from './gaugeStore';
import { texts } from './texts';

/** Says for a card that there is a drill at the gauge, and that what stands below is the real water. */
export function drillNote(store: GaugeStore, gauge: Gauge, language: Language): HTMLElement {
  const words = texts[language];
  const note = element('p', { class: 'gauge-drill' });
  const draw = ({ drill }: Gauge) => {
    note.hidden = drill === null;
    note.replaceChildren(
      ...(drill === null
        ? []
        : [
            element('strong', { class: 'drill-mark' }, words.drill),
            ` ${words.drillNote(drill.name, shortMomentText(drill.until))}`,
          ]),
    );
  };
  draw(gauge);
  let wasThere = false;
  const stop = store.onChange(() => {
    wasThere ||= note.isConnected;
    if (wasThere && !note.isConnected) {
      stop();
      return;
    }
    const fresh = store.find(gauge.gauge);
    if (fresh !== null) draw(fresh);
  });
  return note;
}
