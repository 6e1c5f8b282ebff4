import type { IControl, Map as MapView } from 'maplibre-gl';
import { element } from '../page/element';

/** The sources of what the map shows as mere text, for pages that lead nowhere else. */
export class PlainCredits implements IControl {
  private readonly root = element('div', { class: 'maplibregl-ctrl plain-credits' });
  private map: MapView | null = null;
  private readonly show = (): void => {
    const managers = Object.values(this.map?.style?.tileManagers ?? {});
    const credits = managers.map((manager) => plainText(manager.getSource().attribution ?? ''));
    const told = [...new Set(credits)].filter((credit) => credit !== '').join(' | ');
    if (this.root.textContent !== told) this.root.textContent = told;
  };

  onAdd(map: MapView): HTMLElement {
    this.map = map;
    map.on('sourcedata', this.show);
    map.on('styledata', this.show);
    return this.root;
  }

  onRemove(): void {
    this.map?.off('sourcedata', this.show);
    this.map?.off('styledata', this.show);
    this.map = null;
    this.root.remove();
  }
}

/** Credits are HTML for the map library; a document of its own runs nothing and loads nothing. */
function plainText(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent.trim();
}
