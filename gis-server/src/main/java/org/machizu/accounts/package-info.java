/**
 * Signing in and out: the routes of {@code access}.
 *
 * <p>For: staff in a browser and scripts. In: name and password. Out: a session cookie.
 */
@NullMarked
package org.machizu.accounts;

import org.jspecify.annotations.NullMarked;
