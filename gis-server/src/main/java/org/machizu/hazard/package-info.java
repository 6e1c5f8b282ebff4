/**
 * Hazards: what can happen at a place, as the published maps tell it.
 *
 * <p>For: the public on the phone and in the browser, shelters and guidance. In: the town's layers
 * and grids through the asker's View. Out: answers by kind of hazard, with depth, duration, legal
 * status and source.
 */
@NullMarked
package org.machizu.hazard;

import org.jspecify.annotations.NullMarked;
