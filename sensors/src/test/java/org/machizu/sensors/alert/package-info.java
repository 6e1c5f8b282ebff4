@NullMarked
package org.machizu.sensors.alert;

import org.jspecify.annotations.NullMarked;
