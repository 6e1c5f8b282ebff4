/**
 * Long work with progress: imports and exports today.
 *
 * <p>For: features that start work which outlives a request. In: a task. Out: a job that can be
 * asked for, watched and cancelled, and that tells its end after a restart too. Bounded in how many
 * run and wait.
 */
@NullMarked
package org.machizu.jobs;

import org.jspecify.annotations.NullMarked;
