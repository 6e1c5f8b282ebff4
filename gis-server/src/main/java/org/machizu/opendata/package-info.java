/**
 * The open GIS page: what of the town's layers is open to everybody, findable, with a picture, a
 * table and the ways to take it away; what is new; maps on a theme.
 *
 * <p>For: residents, companies, other towns, programs that read feeds. In: the catalogue, layers
 * and thematic maps, always through the View of the public, also when somebody of the staff asks,
 * so that they see what everybody sees. Out: pages that need no script, pictures, an Atom feed.
 *
 * <p>What residents tell of mistakes is {@code opendata.feedback}; maps on a theme are made in
 * {@code opendata.themes}.
 */
@NullMarked
package org.machizu.opendata;

import org.jspecify.annotations.NullMarked;
