/**
 * The one way out by HTTP.
 *
 * <p>For: features that must ask another server (today the OpenID provider). In: an address and
 * what to send. Out: the answer, within bounds of time and size. Only servers that the settings
 * name are asked, by TLS unless they run on this machine, and a redirect is an answer as any other:
 * nothing that comes from outside can make the server ask where it was not told to.
 */
@NullMarked
package org.machizu.outbound;

import org.jspecify.annotations.NullMarked;
