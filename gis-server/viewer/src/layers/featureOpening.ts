import type { Client } from '../http/client';
import { boxOf, middleOf } from '../maps/box';
import { hasPlace } from '../maps/permalink';
import type { TownMap } from '../maps/townMap';
import { setParts } from '../page/address';
import { featureIn, type FeatureName, fetchFeature, partForFeature } from './featureLink';
import type { HitPanel } from './hits';
import type { TownView } from './townView';

/** Opens features by their names: from a link, a list or a search. */
export class FeatureOpening {
  private readonly startedAtPlace = hasPlace(location.hash);
  private opens = 0;

  /** @param leadOf what another part of the page has to say about a feature; null for nothing */
  constructor(
    private readonly client: Client,
    private readonly map: TownMap,
    private readonly town: TownView,
    private readonly hits: HitPanel,
    private readonly leadOf: (
      feature: FeatureName,
      shape: GeoJSON.Geometry,
    ) => (() => HTMLElement) | null = () => null,
  ) {}

  /** The feature that stands open is in the address, so that a link opens it again. */
  keep(feature: FeatureName | null): void {
    const before = featureIn(location.hash);
    // Going from one to the next is no step of its own; opening the first one is.
    setParts(partForFeature(feature), before === null && feature !== null);
  }

  /** Does what the address says: opens its feature, or closes what stands open. */
  async follow(): Promise<void> {
    const wanted = featureIn(location.hash);
    const open = this.hits.feature;
    if (wanted === null) {
      if (open !== null) this.hits.close();
      return;
    }
    if (open?.layerId === wanted.layerId && open.id === wanted.id) return;
    await this.open(wanted, !this.startedAtPlace);
  }

  /**
   * Shows a feature with its attributes.
   *
   * @param near whether the map goes there in any case; else only when the feature is out of sight
   */
  async open(feature: FeatureName, near: boolean): Promise<void> {
    const open = ++this.opens;
    try {
      const drawn = await fetchFeature(this.client, feature);
      if (open !== this.opens) return;
      const hit = this.town.hitOf(drawn);
      if (hit === null) return;
      const box = boxOf(drawn.geometry);
      const lead = this.leadOf(feature, drawn.geometry);
      this.hits.show(box === null ? null : middleOf(box), [hit], [], lead);
      if (box !== null && (near || !this.map.shows(box))) this.lookAt(drawn.geometry);
    } catch (error) {
      if (open === this.opens) this.hits.showTrouble(error);
    }
  }

  /** Brings a shape into the part of the map that nothing covers. */
  lookAt(shape: GeoJSON.Geometry): void {
    const box = boxOf(shape);
    if (box !== null) this.map.lookAt(box, this.hits.cover);
  }
}
