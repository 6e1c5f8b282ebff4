/**
 * Predicates over features: one tree, evaluated here in memory and turned into parametrised SQL by
 * the stores, with the same answer.
 *
 * <p>For: every read path and the row rules of access. In: trees built by code or by parsers. Out:
 * yes or no for a feature.
 */
@NullMarked
package org.machizu.geo.filter;

import org.jspecify.annotations.NullMarked;
