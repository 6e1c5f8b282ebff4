package org.machizu.jobs;

/**
 * A job has moved on. Told for every change of state and, at a bounded rate, for progress. Whoever
 * passes it on asks {@link Jobs#isToldTo} first.
 */
public record JobChanged(Job job) {}
