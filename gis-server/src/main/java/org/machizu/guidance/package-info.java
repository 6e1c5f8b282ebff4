/**
 * Ways to refuges: from where somebody is to shelters that suit the hazard, around what is
 * dangerous now, or the advice to stay or go up where moving is worse.
 *
 * <p>For: the public on the phone. In: the roads, hazard maps, closures, gauges, snow and shelters
 * as the asker's Views show them, through the ports {@link org.machizu.guidance.Zones}, {@link
 * org.machizu.guidance.Refuges}, {@link org.machizu.guidance.LiveWater}, {@link
 * org.machizu.guidance.SnowNow}. Out: answers with ways, steps and reasons. Nothing it says is an
 * evacuation order: these the mayor gives.
 */
@NullMarked
package org.machizu.guidance;

import org.jspecify.annotations.NullMarked;
