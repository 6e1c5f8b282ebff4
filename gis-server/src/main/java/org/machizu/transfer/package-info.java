/**
 * A town on its way from one store into another, in a form that all stores share, with everything
 * that belongs to it: layers with all their past, rules, accounts, credentials, attachments, the
 * audit log. Ids, revisions and times stay what they are, so that links, ETags and papers that name
 * them outlive the move.
 *
 * <p>For: {@code machizu migrate}, and backup and restore of a town that lies in a database. In: a
 * {@link org.machizu.transfer.TownSource}. Out: a {@link org.machizu.transfer.TownSink}, and a
 * {@link org.machizu.transfer.TransferReport} that compares what was read from one store with what
 * was then read from the other. The stores implement source and sink; no rights apply here.
 */
@NullMarked
package org.machizu.transfer;

import org.jspecify.annotations.NullMarked;
