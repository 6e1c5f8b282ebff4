package org.machizu.config;

import java.time.Duration;

/**
 * Work that takes longer than a request.
 *
 * @param threads jobs of staff that run at once
 * @param takeOverAfter how long a server may not be heard of before another takes its jobs
 */
public record JobSettings(int threads, Duration takeOverAfter) {}
