/** Tests of the launcher script, run as a person runs it, in a small house of its own. */
@NullMarked
package org.machizu.launcher;

import org.jspecify.annotations.NullMarked;
