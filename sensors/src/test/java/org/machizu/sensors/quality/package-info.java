@NullMarked
package org.machizu.sensors.quality;

import org.jspecify.annotations.NullMarked;
