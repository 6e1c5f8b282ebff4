/** Tests of vehicles, their uploads and passes. */
@NullMarked
package org.machizu.tracks;

import org.jspecify.annotations.NullMarked;
