/**
 * Signing in and out, accounts, roles and tokens: the routes of {@code access}.
 *
 * <p>For: staff in a browser, administrators, scripts and devices. In: names, passwords, one-time
 * links, or what the OpenID provider says. Out: a session's cookie, a token, or why not.
 */
@NullMarked
package org.machizu.accounts;

import org.jspecify.annotations.NullMarked;
