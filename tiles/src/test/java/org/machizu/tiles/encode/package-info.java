@org.jspecify.annotations.NullMarked
package org.machizu.tiles.encode;
