package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.List;

/** The status of a pod: running since it was created, or without its image ever since. */
final class PodStatuses {

  private PodStatuses() {}

  static PodStatus of(
      Workload workload, boolean ready, Instant created, String hostIp, String podIp) {
    String since = created.toString();
    String started = created.plusSeconds(5).toString();
    PodStatus status = new PodStatus();
    status.setPhase(ready ? "Running" : "Pending");
    status.setConditions(
        List.of(
            condition("PodScheduled", true, since),
            condition("Initialized", true, since),
            condition("ContainersReady", ready, started),
            condition("Ready", ready, started)));
    status.setHostIP(hostIp);
    status.setPodIP(podIp);
    status.setPodIPs(List.of(new PodIP(podIp)));
    status.setStartTime(since);
    status.setQosClass("Burstable");
    status.setContainerStatuses(List.of(container(workload, ready, started)));
    return status;
  }

  private static ContainerStatus container(Workload workload, boolean ready, String started) {
    ContainerStatus status = new ContainerStatus();
    status.setName(workload.name());
    status.setImage(workload.image());
    status.setReady(ready);
    status.setStarted(ready);
    status.setRestartCount(0);
    status.setState(state(workload, ready, started));
    status.setLastState(new ContainerState());
    return status;
  }

  private static ContainerState state(Workload workload, boolean ready, String started) {
    ContainerState state = new ContainerState();
    if (ready) {
      state.setRunning(new ContainerStateRunning(started));
    } else {
      String message = "Back-off pulling image \"" + workload.image() + "\"";
      state.setWaiting(new ContainerStateWaiting(message, "ImagePullBackOff"));
    }
    return state;
  }

  private static PodCondition condition(String type, boolean holds, String since) {
    PodCondition condition = new PodCondition();
    condition.setType(type);
    condition.setStatus(holds ? "True" : "False");
    condition.setReason(holds ? null : "ContainersNotReady");
    condition.setLastTransitionTime(since);
    return condition;
  }
}
