package org.machizu.geo.feature;

import org.jspecify.annotations.Nullable;

/**
 * The attributes that say when a feature was or is valid in the real world; they are DATE or
 * DATETIME. This is what the parameter {@code datetime} asks for; when the data were entered is
 * another matter (as-of).
 *
 * @param from attribute with the beginning, included
 * @param to attribute with the end, not included; null when the layer knows only one moment
 */
public record ValidTime(String from, @Nullable String to) {}
