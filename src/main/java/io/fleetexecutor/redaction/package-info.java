/** The contents of Secrets, and how they are taken out of what is shown. */
@NullMarked
package io.fleetexecutor.redaction;

import org.jspecify.annotations.NullMarked;
