/**
 * The one way out, by HTTP and to printers.
 *
 * <p>For: features that must ask another server (the OpenID provider, webhooks) or print. In: an
 * address and what to send. Out: the answer, within bounds of time and size. Only servers and
 * printers that the settings name are asked. Servers are asked by TLS unless they run on this
 * machine, printers also without it; a redirect is an answer as any other: nothing that comes from
 * outside can make the server ask where it was not told to.
 */
@NullMarked
package org.machizu.outbound;

import org.jspecify.annotations.NullMarked;
