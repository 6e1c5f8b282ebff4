/**
 * Who may see and change what: actors, roles and the one rule that turns (actor, layer, purpose)
 * into a {@link org.machizu.access.View}.
 *
 * <p>For: every read and write path. In: an actor and what the catalogue says of a layer. Out: a
 * View, without which no store reads, and an EditRight, without which no store writes; or nothing,
 * and then the layer answers exactly as one that does not exist. Default is closed. No routes here,
 * and no HTTP.
 */
@NullMarked
package org.machizu.access;

import org.jspecify.annotations.NullMarked;
