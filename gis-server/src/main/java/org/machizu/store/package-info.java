/**
 * The stores, one package each: they implement the features' ports, gathered in {@link
 * org.machizu.store.TownStore}. Only {@code org.machizu.server} names them.
 */
@NullMarked
package org.machizu.store;

import org.jspecify.annotations.NullMarked;
