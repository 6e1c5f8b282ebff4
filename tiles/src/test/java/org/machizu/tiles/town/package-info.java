/** A made-up town for tests and measurements of tiles; not part of the product. */
@org.jspecify.annotations.NullMarked
package org.machizu.tiles.town;
