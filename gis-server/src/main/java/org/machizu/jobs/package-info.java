/**
 * Long work with progress: imports and exports today.
 *
 * <p>For: features that start work which outlives a request. In: a task. Out: a job that can be
 * asked for, watched and cancelled, and that tells its end after a restart too. Bounded in how many
 * run and wait.
 *
 * <p>Several servers may share a store. Each does its own tasks and holds their jobs while it is
 * heard of; jobs of one that was killed are told as failed by the others, and a job is seen and
 * cancelled from any of them. Work that is written down ({@link org.machizu.jobs.JobWork}) any
 * server may claim from the store.
 */
@NullMarked
package org.machizu.jobs;

import org.jspecify.annotations.NullMarked;
