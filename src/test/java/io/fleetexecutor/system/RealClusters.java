package io.fleetexecutor.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Needs real API servers. Skipped where there is no script to start them, except in CI, where that
 * is a failure. A parameter of type {@link KubeClusters} is a set of three that all tests share;
 * the first has controllers and a node, so that workloads become ready there and nowhere else.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealClustersExtension.class)
@interface RealClusters {}
