/**
 * The catalogue of layers and their features: read, write, history, undo, describe, publish.
 *
 * <p>For: the OGC API, tiles, imports, exports and every feature built on layers. In: Views and
 * EditRights from {@code access}. Out: features with the revision they were seen at; news as {@link
 * org.machizu.layers.LayerChanged}, which comes only from the store's change log. The stores
 * implement {@link org.machizu.layers.LayerCatalog}, {@link org.machizu.layers.FeatureStore} and
 * {@link org.machizu.layers.ChangeFeed}.
 */
@NullMarked
package org.machizu.layers;

import org.jspecify.annotations.NullMarked;
