import type { StyleSpecification } from 'maplibre-gl';
import type { LayerEntry } from './catalogue';

/** What the layer panel shows at a time. */
export interface LayerContent {
  layers: readonly LayerEntry[];
  /** As the server gives it, before anybody's wishes. */
  style: StyleSpecification;
  isStaff: boolean;
}

/** What somebody may do in the layer panel, besides switching. */
export interface LayerPanelListener {
  onShowWhole(layer: LayerEntry): void;
  onList(layer: LayerEntry): void;
  onPublish(layer: LayerEntry): void;
  onUnpublish(layer: LayerEntry): void;
  /** The changes of an open layer are to be looked at and shown to the public. */
  onChanges(layer: LayerEntry): void;
  onDescribe(layer: LayerEntry): void;
  onRetry(): void;
}
