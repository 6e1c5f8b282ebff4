package org.machizu.layers;

/**
 * One key of an order. Empty values come last going up and first going down; the feature id breaks
 * ties.
 */
public record SortKey(String attribute, boolean ascending) {}
