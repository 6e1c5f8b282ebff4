package org.machizu.handover;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a data folder.
 *
 * @param pid the process
 * @param purpose the command it runs ("serve")
 * @param socket where it takes requests; null when it takes none (a command, or a server that is
 *     still starting)
 */
public record Holder(long pid, String purpose, @Nullable Path socket) {}
