/**
 * What the attributes of published hazard maps mean: one profile for each known data set.
 *
 * <p>For: answers about hazards, guidance, the hazard theme of the map. In: a layer's {@link
 * org.machizu.geo.feature.Schema} and one feature's attributes. Out: a {@link
 * org.machizu.hazard.profile.ZoneReading} with depth, duration, kind of zone and legal basis. The
 * codes are data ({@code profiles.yaml} beside this package). A value that nobody knows is told as
 * {@linkplain org.machizu.hazard.profile.Unread unread}; it never makes a place look dry. Nothing
 * here reads a store.
 */
@NullMarked
package org.machizu.hazard.profile;

import org.jspecify.annotations.NullMarked;
