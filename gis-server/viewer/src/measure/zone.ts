import type { Map as MapView } from 'maplibre-gl';
import { PlaneZone } from './plane';

/** The zone that the page measures in. */
export class TownZone {
  private own: PlaneZone | null = null;

  constructor(private readonly map: MapView) {}

  /** @param number the town's own, 1 to 19; null when it does not say */
  set(number: number | null): void {
    this.own = number === null ? null : new PlaneZone(number);
  }

  /** Whether the zone is only the one that lies nearest to what is looked at. */
  get isGuessed(): boolean {
    return this.own === null;
  }

  get current(): PlaneZone {
    const { lng, lat } = this.map.getCenter();
    return this.own ?? PlaneZone.nearest([lng, lat]);
  }
}
