/** The application: settings, the objects it is made of, start and end. */
@NullMarked
package io.fleetexecutor;

import org.jspecify.annotations.NullMarked;
