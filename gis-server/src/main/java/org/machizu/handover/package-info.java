/**
 * Who holds a data folder, and how others have work done there.
 *
 * <p>For: the server and the commands. A data folder has one holder at a time. In: a folder. Out: a
 * {@link org.machizu.handover.FolderLock}; or, when a server holds the folder, its local socket, to
 * which import, export and backup hand their work. The socket takes one request of one line (JSON)
 * for a connection, answers with lines of progress and one line with the result, and stops the work
 * when the other side goes away. It serves the account that the server runs as, and root; no
 * network reaches it.
 */
@NullMarked
package org.machizu.handover;

import org.jspecify.annotations.NullMarked;
