/**
 * The embedded store: a town's layers in GeoPackage files, its operations in one SQLite file, the
 * search index in another, all in one folder.
 *
 * <p>For: GisServer and the command classes, which open a {@link org.machizu.store.gpkg.TownFolder}
 * and hand its ports on. In: the folder. Out: {@code LayerCatalog}, {@code FeatureStore}, {@code
 * ChangeFeed}, {@code JobStore}, {@code AttachmentStore} and {@code SearchIndex}.
 *
 * <p>A layer lies in a table of its own name, as any GeoPackage, so that QGIS and ogr2ogr read and
 * edit it. Beside it stand its side tables (see {@link org.machizu.store.features.Epoch}):
 * versions, history and log, which triggers write for whoever changes the table. An import that
 * replaces a layer builds a second set of tables and swaps them by renaming; the old content table
 * is then itself the history of its time.
 */
@NullMarked
package org.machizu.store.gpkg;

import org.jspecify.annotations.NullMarked;
