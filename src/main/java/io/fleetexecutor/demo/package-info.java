/** A simulated fleet inside the process, for trying the product without any cluster. */
@NullMarked
package io.fleetexecutor.demo;

import org.jspecify.annotations.NullMarked;
