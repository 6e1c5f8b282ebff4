/**
 * What may be gone when, and what it costs: rules as data, each with its reason.
 *
 * <p>For: guidance. In: {@code rules.yaml} beside these classes. Out: {@link
 * org.machizu.guidance.rules.GuidanceRules}, immutable.
 */
@NullMarked
package org.machizu.guidance.rules;

import org.jspecify.annotations.NullMarked;
