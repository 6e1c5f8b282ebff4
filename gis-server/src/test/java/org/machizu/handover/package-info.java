/** Tests of the hold of a data folder and of its local socket, with real files and processes. */
@NullMarked
package org.machizu.handover;

import org.jspecify.annotations.NullMarked;
