/**
 * The edge: the listener and its TLS, secure headers, trusted proxies, limits by client, the route
 * table, problem answers, conditional requests, who is calling, cross-site refusal, the OpenAPI
 * document.
 *
 * <p>For: every {@code *Routes} class. In: requests. Out: bounded, typed parameters; answers with
 * ETag; errors as RFC 9457 problem details with a stable code and what to do. May name {@code
 * access} and {@code config}; knows no feature.
 */
@NullMarked
package org.machizu.http;

import org.jspecify.annotations.NullMarked;
