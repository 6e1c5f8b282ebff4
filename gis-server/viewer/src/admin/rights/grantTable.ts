import { element } from '../../page/element';
import type { Desk } from '../desk/desk';
import type { RuledLayer } from './layer';
import { type Grant, GRANTS, isOutside, PUBLIC } from './rule';
import { texts } from './texts';

/** Who may read, edit and publish: a row of check boxes for each grantee. */
export class GrantTable {
  readonly root: HTMLTableElement;
  private readonly body = element('tbody', {});
  private readonly boxes = new Map<string, Map<Grant, HTMLInputElement>>();

  constructor(
    private readonly desk: Desk,
    private readonly layer: RuledLayer,
  ) {
    const words = texts[desk.language];
    this.root = element(
      'table',
      { class: 'grants', 'aria-label': words.whoMay },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('th', { scope: 'col' }, words.grantee),
          ...GRANTS.map((grant) => element('th', { scope: 'col' }, words.grants[grant])),
        ),
      ),
      this.body,
    );
  }

  add(grantee: string, title: string, grants: readonly Grant[]): void {
    const words = texts[this.desk.language];
    const name = element('th', { scope: 'row' }, title);
    if (grantee === PUBLIC) {
      const state = this.layer.published ? words.publicPublished : words.publicNot;
      this.body.append(
        element('tr', {}, name, element('td', { colspan: String(GRANTS.length) }, state)),
      );
      return;
    }
    const boxes = new Map<Grant, HTMLInputElement>();
    for (const grant of GRANTS) {
      const box = element('input', {
        type: 'checkbox',
        name: `${grantee}.grant.${grant}`,
        checked: grants.includes(grant),
        disabled: !this.canBeGranted(grantee, grant),
        'aria-label': `${title}: ${words.grants[grant]}`,
      });
      box.addEventListener('change', () => agree(boxes, grant));
      boxes.set(grant, box);
    }
    this.boxes.set(grantee, boxes);
    const cells = [...boxes.values()].map((box) =>
      element('td', {}, element('label', { class: 'box' }, box)),
    );
    this.body.append(element('tr', {}, name, ...cells));
  }

  /** What stands in a rule all the same can be taken out of it. */
  private canBeGranted(grantee: string, grant: Grant): boolean {
    if (this.layer.rule.grants[grantee]?.includes(grant) || grant === 'read') return true;
    return !isOutside(grantee) && !(grant === 'publish' && this.layer.isPersonal);
  }

  grantsOf(grantee: string): Grant[] {
    const boxes = this.boxes.get(grantee);
    return GRANTS.filter((grant) => boxes?.get(grant)?.checked ?? false);
  }

  focus(grantee: string): void {
    this.boxes.get(grantee)?.get('read')?.focus();
  }
}

/** Who edits or publishes reads too; who does not read does neither. */
function agree(boxes: ReadonlyMap<Grant, HTMLInputElement>, changed: Grant): void {
  const isOn = boxes.get(changed)?.checked ?? false;
  for (const [grant, box] of boxes) {
    if (changed === 'read' && !isOn) box.checked = false;
    if (changed !== 'read' && isOn && grant === 'read') box.checked = true;
  }
}
