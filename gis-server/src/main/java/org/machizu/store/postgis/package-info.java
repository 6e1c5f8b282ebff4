/**
 * The store for a city: one PostGIS database, beside which any number of servers stand.
 *
 * <p>For: GisServer and the command classes, which open a {@link
 * org.machizu.store.postgis.TownDatabase} and hand its ports on. In: the database. Out: the same
 * ports as {@code store.gpkg}, passing the same contracts.
 *
 * <p>A layer's content lies in tables of its own (see {@link org.machizu.store.features.Epoch});
 * other programs see it as a view of the layer's name in the town's schema and edit it there.
 * Triggers write what they did; a server numbers it as a revision as soon as their transaction has
 * ended ({@link org.machizu.store.postgis.Outside}), so that revisions of a layer follow one
 * another as its states did, however long a transaction took.
 */
@NullMarked
package org.machizu.store.postgis;

import org.jspecify.annotations.NullMarked;
