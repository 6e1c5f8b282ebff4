/**
 * The expressions of MapLibre styles, evaluated on the server.
 *
 * <p>For: maps that are drawn without a browser, as those on paper. In: the values of properties
 * and filters of style layers as JSON; features and a zoom level. Out: numbers, words, colours and
 * yes or no, the same as MapLibre's; what is not known here is told when the expression is read,
 * never while something is drawn.
 */
@NullMarked
package org.machizu.maps.expression;

import org.jspecify.annotations.NullMarked;
