/**
 * The commands, and the wiring of the whole server on one screen.
 *
 * <p>For: whoever runs {@code ./machizu}. In: a command line and the environment. Out: a server
 * that answers, or one piece of work; exit code 0 when it was done, 2 with a reason and what to do
 * for the user's error, 1 for ours. The only package that names a store.
 */
@NullMarked
package org.machizu.server;

import org.jspecify.annotations.NullMarked;
