/**
 * Photos, stills, documents and papers, kept once each under the hash of their content.
 *
 * <p>For: features whose records carry files. In: a stream of bounded length. Out: the same bytes,
 * by hash. Who may read one is decided by the record that carries it, never here.
 */
@NullMarked
package org.machizu.attachments;

import org.jspecify.annotations.NullMarked;
