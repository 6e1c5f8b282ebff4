import { element } from '../page/element';
import { decimals } from '../permits/reportView';
import type { Host, ScreenView } from './host';
import { actions, big, screenHead, scrollPane, troublePart, waitingPart } from './parts';
import { texts } from './texts';

/** Beside the map: which lots are chosen, and whether these are meant. */
export function siteScreen(host: Host): ScreenView {
  const { state, language } = host;
  const words = texts[language];
  const { report, lots } = state;
  const back = big(words.back, 'back', '', () => host.dispatch({ kind: 'back' }));
  if (lots.length === 0) {
    return {
      parts: [
        element(
          'div',
          { class: 'site' },
          screenHead(words.siteMapHead),
          element('p', { class: 'screen-hint' }, words.siteMapHelp),
          ...(state.isAsking ? [waitingPart(words.asking)] : troublePart(state.trouble, language)),
        ),
        actions(back),
      ],
    };
  }
  const agree = big(words.agree, 'agree', 'touch-primary', () => host.dispatch({ kind: 'agree' }));
  agree.disabled = report === null || state.isAsking;
  const list = element(
    'ul',
    { class: 'site-lots' },
    ...lots.map((lot) => {
      const drop = big(words.drop, `drop-${lot.id}`, 'touch-small', () => void host.flow.drop(lot.id));
      drop.setAttribute('aria-label', words.dropLot(lot.address));
      drop.hidden = lots.length === 1;
      return element('li', {}, element('strong', {}, lot.address), drop);
    }),
  );
  const told = [
    ...(report === null || report.areaM2 === null ? [] : [element('p', {}, words.area(decimals(report.areaM2, language)))]),
    ...(report !== null && !report.isPlaced ? [element('p', { class: 'counter-warning' }, words.notPlaced)] : []),
    ...(report?.isPlaced === true ? [element('p', { class: 'screen-hint' }, words.siteAdd)] : []),
  ];
  return {
    parts: [
      element(
        'div',
        { class: 'site' },
        screenHead(words.siteHead),
        scrollPane(language, words.siteLots, 'pane-lots', list, ...told),
        ...(state.isAsking ? [waitingPart(words.asking)] : troublePart(state.trouble, language)),
      ),
      actions(back, agree),
    ],
  };
}

/** Beside the map: what is looked at, and the way back. */
export function lookScreen(host: Host): ScreenView {
  const { state, language } = host;
  const words = texts[language];
  return {
    parts: [
      element(
        'div',
        { class: 'site' },
        screenHead(state.look?.title ?? words.lookHead),
        element(
          'ul',
          { class: 'look-legend' },
          element('li', {}, element('span', { class: 'look-sample is-site' }), words.lookSite),
          element('li', {}, element('span', { class: 'look-sample is-found' }), words.lookFound),
        ),
      ),
      actions(big(words.back, 'back', 'touch-primary', () => host.dispatch({ kind: 'back' }))),
    ],
  };
}
