@NullMarked
package org.machizu.sensors.notify;

import org.jspecify.annotations.NullMarked;
