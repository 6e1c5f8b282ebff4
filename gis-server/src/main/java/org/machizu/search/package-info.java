/**
 * Search: addresses, lot numbers, facilities and coordinates in one field, as people spell them.
 *
 * <p>For: the search field of every page, and scripts. In: a question and who asks it; from {@code
 * layers} the features through Views and the news of changes. Out: hits with their place. The
 * stores implement {@link org.machizu.search.SearchIndex}.
 *
 * <p>What is indexed is kept apart by layer and entitlement class ({@link
 * org.machizu.search.Scope}), made through the View of that class. A question touches only the
 * scopes of Views that its asker has, so that neither hits nor their order, number or time tell of
 * anything else. Every hit is read through the View once more before it is shown.
 */
@NullMarked
package org.machizu.search;

import org.jspecify.annotations.NullMarked;
