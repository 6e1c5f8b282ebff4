/**
 * The settings of a server: records, checked when they are built.
 *
 * <p>For: the commands and GisServer. In: the command line, the environment and a YAML file, in
 * this order of precedence, else defaults. Out: one {@link org.machizu.config.Settings}, or a
 * {@link org.machizu.config.SettingsException} that names the key, its value and what is allowed. A
 * key that nobody reads is refused. Every key is described where it is read, and {@code
 * docs/settings.md} is compared with that by a test.
 */
@NullMarked
package org.machizu.config;

import org.jspecify.annotations.NullMarked;
