package org.machizu.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Answers about hazards.
 *
 * @param maps a YAML file in which the town says which of its layers are hazard maps; empty: they
 *     are recognised by their attributes
 * @param phone whom to call, on papers about hazards; empty: they have a line to write on
 */
public record HazardSettings(Optional<Path> maps, Optional<String> phone) {}
