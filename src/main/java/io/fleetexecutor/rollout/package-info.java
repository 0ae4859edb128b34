/** Which cluster starts when: the rules of rollouts, by what has happened so far. */
@NullMarked
package io.fleetexecutor.rollout;

import org.jspecify.annotations.NullMarked;
