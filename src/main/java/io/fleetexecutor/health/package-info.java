/**
 * What is known of the clusters beside their configuration: checks in the background, and what they
 * find.
 */
@NullMarked
package io.fleetexecutor.health;

import org.jspecify.annotations.NullMarked;
