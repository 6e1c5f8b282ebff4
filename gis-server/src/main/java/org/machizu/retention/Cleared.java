package org.machizu.retention;

/**
 * How what was purged was taken out of one place.
 *
 * @param told in a few words without values, for the proof
 * @param complete false when others still hold the place open, so that it has to be done again
 */
public record Cleared(String told, boolean complete) {}
