/**
 * Vehicles and what their trackers tell: positions as they came, the passes over roads that follow
 * from them, and trails.
 *
 * <p>For: crews, whose uploads come here by HTTP; the duty desk and the open maps; {@code snow},
 * which makes the state of roads from passes. In: what {@code ingest.gps} reads. Out: {@link
 * org.machizu.tracks.RoadPass passes}, trails, and {@link org.machizu.tracks.PassesChanged news}.
 *
 * <p>Passes are nothing but a function of the positions that are kept and of the roads: whatever
 * the order, the lots and the repetitions in which positions came, the same passes stand there.
 */
@NullMarked
package org.machizu.tracks;

import org.jspecify.annotations.NullMarked;
