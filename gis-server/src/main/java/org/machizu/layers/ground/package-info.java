/**
 * Layers as questions about a place read them: in metres of the town's plane-rectangular zone, from
 * memory where they are held.
 *
 * <p>For: enquiries about sites and answers about hazards. In: the {@link
 * org.machizu.layers.FeatureStore} through the asker's View. Out: a {@link
 * org.machizu.layers.ground.Ground} of {@link org.machizu.layers.ground.PlaneFeature}s. A layer is
 * held by entitlement class at the catalogue's revision; no answer is ever of an older state.
 */
@NullMarked
package org.machizu.layers.ground;

import org.jspecify.annotations.NullMarked;
