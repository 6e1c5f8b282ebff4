/**
 * Long work with progress: imports, exports, large undos and what else outlives a request.
 *
 * <p>For: features that start such work. In: what is to be done, written down ({@link
 * org.machizu.jobs.JobWork}) with the files that it begins with ({@link
 * org.machizu.jobs.JobFiles}), or a task. Out: a job that can be asked for, watched and cancelled,
 * and that tells its end after a restart too. Bounded in how many run and wait.
 *
 * <p>Several servers may share a store. What is written down any of them does, and another goes on
 * with it when that one stops, is killed, or is heard of no more; so does the same server after a
 * restart. A task is its server's own, and is told as failed by the others when that one is gone.
 */
@NullMarked
package org.machizu.jobs;

import org.jspecify.annotations.NullMarked;
