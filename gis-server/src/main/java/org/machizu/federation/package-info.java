/**
 * Other towns' servers: their open collections are mounted here as layers that nobody edits, and
 * kept as new as the other server is.
 *
 * <p>For: towns that show what lies beyond their border, and prefectures that bring the open layers
 * of their towns under one roof. In: the file of servers, and what these offer by OGC API –
 * Features. Out: ordinary layers of this town's store, with tiles, search and downloads like any
 * other, that say whose they are and of when; when the other server is away they stay as they were,
 * and say so.
 */
@NullMarked
package org.machizu.federation;

import org.jspecify.annotations.NullMarked;
