import type { Map as MapView } from 'maplibre-gl';
import { svgElement } from '../page/element';
import type { LonLat } from './plane';

const DOT_PX = 4.5;

/** What is measured, drawn over the map: it needs no style, and outlives every change of one. */
export class Sketch {
  private readonly view = svgElement('svg', { class: 'sketch', 'aria-hidden': 'true' });

  constructor(private readonly map: MapView) {
    map.getCanvasContainer().append(this.view);
  }

  /**
   * @param isRing whether the last place leads back to the first
   * @param ahead where the pointer is; null for nowhere
   */
  draw(places: readonly LonLat[], isRing: boolean, ahead: LonLat | null): void {
    const line = path(this.points(places), isRing);
    const parts: SVGElement[] = [];
    if (ahead !== null) parts.push(svgElement('path', { class: 'sketch-ahead', d: this.way(places, isRing, ahead) }));
    if (isRing) parts.push(svgElement('path', { class: 'sketch-area', d: line }));
    parts.push(svgElement('path', { class: 'sketch-edge', d: line }));
    parts.push(svgElement('path', { class: 'sketch-line', d: line }));
    for (const [x, y] of this.points(places)) {
      const at = { cx: String(x), cy: String(y), r: String(DOT_PX) };
      parts.push(svgElement('circle', { class: 'sketch-dot', ...at }));
    }
    this.view.replaceChildren(...parts);
  }

  /** The mark at the centre of the map, where the keyboard places points. */
  aim(isShown: boolean): void {
    this.map.getContainer().classList.toggle('is-aiming', isShown);
  }

  clear(): void {
    this.view.replaceChildren();
  }

  /** From the last place to the pointer, and back to the first one of a ring. */
  private way(places: readonly LonLat[], isRing: boolean, ahead: LonLat): string {
    const [first, last] = [places[0], places.at(-1)];
    if (first === undefined || last === undefined) return '';
    return path(this.points(isRing ? [last, ahead, first] : [last, ahead]), false);
  }

  private points(places: readonly LonLat[]): [number, number][] {
    return places.map((place) => {
      const { x, y } = this.map.project([place[0], place[1]]);
      return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
    });
  }
}

function path(points: readonly (readonly [number, number])[], isRing: boolean): string {
  if (points.length === 0) return '';
  const line = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(' ');
  return isRing && points.length > 2 ? `${line} Z` : line;
}
