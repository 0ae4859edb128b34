/** How the objects of a management cluster are followed. */
@NullMarked
package io.fleetexecutor.inventory.management;

import org.jspecify.annotations.NullMarked;
