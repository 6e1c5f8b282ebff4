import { field } from '../../page/dialog';
import { element } from '../../page/element';
import { type Desk, joined, titleIn } from '../desk/desk';
import { fill, nothing } from '../desk/states';
import { Table } from '../desk/table';
import { fetchRoles, type Role } from '../roles/role';
import { granteeTitle } from './grantee';
import { fetchRuledLayers, type RuledLayer } from './layer';
import { type Grant, PUBLIC } from './rule';
import { texts } from './texts';

/** All layers with who may read and edit them. */
export function showLayers(root: HTMLElement, desk: Desk): void {
  const words = texts[desk.language];
  const place = element('div', {});
  root.replaceChildren(
    element('h2', {}, words.title),
    element('p', { class: 'intro' }, words.intro),
    place,
  );
  void fill(place, desk, async () => {
    const [layers, roles] = await Promise.all([
      fetchRuledLayers(desk.client),
      fetchRoles(desk.client),
    ]);
    return layers.length === 0 ? [nothing(words.noLayers)] : list(layers, roles, desk);
  });
}

function list(layers: readonly RuledLayer[], roles: readonly Role[], desk: Desk): HTMLElement[] {
  const words = texts[desk.language];
  const table = new Table(words.title, [
    { head: words.layer, isName: true },
    { head: words.sensitivity },
    { head: words.published },
    { head: words.readers },
    { head: words.editors },
    { head: words.actions },
  ]);
  const rows = layers.map((layer) => {
    const title = titleIn(layer.titles, desk.language);
    const row = table.add(
      [title, element('span', { class: 'id' }, layer.id)],
      layer.isPersonal
        ? element('span', { class: 'badge' }, words.personal)
        : words.ordinary,
      layer.published ? words.isPublished : words.notPublished,
      whoMay(layer, 'read', roles, desk) || words.nobody,
      whoMay(layer, 'edit', roles, desk),
      element(
        'a',
        {
          class: 'button button-small button-link',
          href: `#rights/${encodeURIComponent(layer.id)}`,
          'aria-label': `${words.change}: ${title}`,
        },
        words.change,
      ),
    );
    return { row, text: `${layer.titles.ja} ${layer.titles.en} ${layer.id}`.toLowerCase() };
  });
  const none = nothing(words.noneFound);
  none.hidden = true;
  const find = element('input', { type: 'search', autocomplete: 'off' });
  find.addEventListener('input', () => {
    const wanted = find.value.trim().toLowerCase();
    for (const { row, text } of rows) row.hidden = !text.includes(wanted);
    none.hidden = rows.some(({ row }) => !row.hidden);
  });
  return [element('div', { class: 'narrow' }, field(words.find, find)), table.root, none];
}

function whoMay(layer: RuledLayer, grant: Grant, roles: readonly Role[], desk: Desk): string {
  const isForAll = grant === 'read' && layer.published;
  const granted = Object.entries(layer.rule.grants)
    .filter(([, grants]) => grants.includes(grant))
    .map(([grantee]) => grantee);
  const who = [...(isForAll ? [PUBLIC] : []), ...granted];
  return joined(
    who.map((grantee) => granteeTitle(grantee, roles, desk.language)),
    desk.language,
  );
}
