/** Tests of the settings. */
@NullMarked
package org.machizu.config;

import org.jspecify.annotations.NullMarked;
