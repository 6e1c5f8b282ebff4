/**
 * The state of roads in winter: snowfall events, which road is cleared and since when, progress
 * along the routes, and the daily report.
 *
 * <p>For: the duty desk, crews, the public ("when was my street done?"), and programs of
 * ambulances, buses and schools. In: {@link org.machizu.tracks.RoadPass passes} of {@code tracks},
 * the layers of roads and of snow-clearing routes, and what the desk enters about snow. Out: states
 * by HTTP, and {@link org.machizu.snow.RoadStateChanged news} for open maps.
 *
 * <p>A state is nothing but a function of the passes that ended by a moment, of the snowfall as it
 * was by then, and of the roads: passes that come late, in any order, lead to the same states.
 */
@NullMarked
package org.machizu.snow;

import org.jspecify.annotations.NullMarked;
