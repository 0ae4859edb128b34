package io.fleetexecutor.operation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Needs real API servers: FLEET_TEST_KUBECONFIG is the path of their kubeconfig. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
    named = RealCluster.KUBECONFIG,
    matches = ".+",
    disabledReason = "FLEET_TEST_KUBECONFIG names no kubeconfig of real API servers")
public @interface RealCluster {
  String KUBECONFIG = "FLEET_TEST_KUBECONFIG";
}
