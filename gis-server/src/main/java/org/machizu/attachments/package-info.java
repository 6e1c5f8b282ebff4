/**
 * Photos, stills, documents and papers, kept once each under the hash of their content, and the
 * documents that are attached to features.
 *
 * <p>For: features whose records carry files; staff who file the papers of a road or a plan, and
 * whoever sees it. In: a stream of bounded length; PDF, JPEG or PNG as a document of a feature.
 * Out: the same bytes, by hash or by the document's number. Who may read content is decided by the
 * record that carries it, never by the hash: of a document, by the View that shows its feature.
 */
@NullMarked
package org.machizu.attachments;

import org.jspecify.annotations.NullMarked;
