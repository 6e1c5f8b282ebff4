/**
 * Finished tiles in memory, and what must be forgotten when features change.
 *
 * <p>For: the maps of a server. In: keys (layers, entitlement class, address), loads, and the boxes
 * of changed features. Out: tiles with the revision they show; never one older than a change that
 * was already announced.
 */
@NullMarked
package org.machizu.tiles.cache;

import org.jspecify.annotations.NullMarked;
