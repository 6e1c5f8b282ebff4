/**
 * The kinds of hazards, as the law names them.
 *
 * <p>For: answers about places, profiles of data sets, shelters, guidance. In: nothing. Out: one
 * word for each. They stand apart from the answers, which are made of what the profiles read.
 */
@NullMarked
package org.machizu.hazard.kind;

import org.jspecify.annotations.NullMarked;
