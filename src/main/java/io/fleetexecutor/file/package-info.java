/** Files that people write and change while the service runs. */
@NullMarked
package io.fleetexecutor.file;

import org.jspecify.annotations.NullMarked;
