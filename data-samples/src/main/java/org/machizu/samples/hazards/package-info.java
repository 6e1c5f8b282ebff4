/**
 * Layers of hazards: floods of the river, landslides of the hills.
 *
 * <p>For: the writing of files. In: a district. Out: tables.
 */
@NullMarked
package org.machizu.samples.hazards;

import org.jspecify.annotations.NullMarked;
