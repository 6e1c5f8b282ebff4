/**
 * The program: the commands, and the whole wiring and every route group on one screen.
 *
 * <p>For: whoever starts Machizu. In: settings and a data folder. Out: a running server, or one
 * finished command with its exit code.
 */
@NullMarked
package org.machizu.server;

import org.jspecify.annotations.NullMarked;
