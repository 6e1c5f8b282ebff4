/**
 * The monthly extract of the resident register: compared with the layers of residents and
 * households, shown as a difference, reviewed, and applied.
 *
 * <p>For: the officer who keeps the register and sees all of both layers. In: a CSV file as a job,
 * matched by key, and new households to places by their address. Out: a draft of what would change,
 * and one revision of each layer when it is applied. Nothing of it stands in logs or in the results
 * of jobs but counts.
 */
@NullMarked
package org.machizu.residents.register;

import org.jspecify.annotations.NullMarked;
