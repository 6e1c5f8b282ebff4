import { type Client, explain } from '../../http/client';
import { element } from '../../page/element';
import { fetchHistory, whatText, whenText } from '../history';
import type { Part, PartHost } from './parts';
import { texts } from './texts';

const SHOWN = 20;

/** Who changed the shelter when; asked for when somebody opens it, and when it changes meanwhile. */
export function historyPart(host: PartHost, client: Client): Part {
  const { language } = host;
  const words = texts[language];
  const place = element('div', {});
  const root = element(
    'details',
    { class: 'shelter-part shelter-history' },
    element('summary', {}, words.history),
    place,
  );
  let shownVersion = -1;
  const load = () => {
    if (!root.open || host.shelter().state.version === shownVersion) return;
    shownVersion = host.shelter().state.version;
    fetchHistory(client, host.shelter().id)
      .then(({ changes }) => {
        const rows = changes.slice(0, SHOWN).map((change) =>
          element(
            'li',
            {},
            element('span', { class: 'hint' }, `${whenText(change)} ${whoText(change.by, host)}`),
            element('br'),
            whatText(change, language),
          ),
        );
        place.replaceChildren(
          rows.length === 0 ? element('p', { class: 'hint' }, words.historyNone) : element('ul', {}, ...rows),
        );
      })
      .catch((error: unknown) => {
        shownVersion = -1;
        place.replaceChildren(element('p', { class: 'error' }, explain(error, language)));
      });
  };
  root.addEventListener('toggle', load);
  return { root, update: load };
}

/** Whether a change came from here, or from whom. */
export function whoText(by: string, host: PartHost): string {
  const words = texts[host.language];
  if (by === `shelter:${host.shelter().id}`) return words.me;
  if (by === '') return words.headquarters;
  return host.language === 'en' ? `${words.headquarters} (${by})` : `${words.headquarters}（${by}）`;
}
