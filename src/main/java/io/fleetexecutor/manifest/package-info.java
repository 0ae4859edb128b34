/** Manifests and patches: YAML and JSON as kubectl reads it, checked and made JSON. */
@NullMarked
package io.fleetexecutor.manifest;

import org.jspecify.annotations.NullMarked;
