package org.machizu.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The permit counter.
 *
 * @param terminals a YAML file that tells where terminals stand and on which printers they print;
 *     empty: there are none
 */
public record CounterSettings(Optional<Path> terminals) {}
