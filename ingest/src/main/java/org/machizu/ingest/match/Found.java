package org.machizu.ingest.match;

/** What matching found out, in order of time. */
public sealed interface Found permits Pass, Unmatched {}
