/**
 * Pages that the server writes: readable without a script, by slow lines and by screen readers.
 *
 * <p>For: the standards' pages and the open GIS page. In: a template of a feature package with its
 * words in each language (on the class path: {@code NAME.mustache}, {@code words_ja.properties},
 * {@code words_easy.properties}, {@code words_en.properties}), and a model of maps, lists and
 * texts. Out: a whole HTML document in the frame that all of them share; every text in it is
 * escaped, whoever it comes from.
 */
@NullMarked
package org.machizu.html;

import org.jspecify.annotations.NullMarked;
