package io.fleetexecutor.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.execution.Command;
import io.fleetexecutor.execution.Witness;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterCounts;
import io.fleetexecutor.model.Execution;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts on record what callers do, with what came of it, and what executions do in their name. An
 * execution begins, and goes on, only once that is on record. Manifests, patches, bodies, outputs
 * and tokens are never part of it.
 */
public final class Audit implements Witness, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Audit.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_CHARACTERS = 4_096;

  private final @Nullable AuditFile file;
  private final InstantSource clock;

  /**
   * @param file null: nothing is put on record
   */
  public Audit(@Nullable AuditFile file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /** Whether anything is put on record. */
  public boolean isOn() {
    return file != null;
  }

  /**
   * A call that has ended.
   *
   * @param method without its package
   * @param request what was asked for, with nothing secret in it; null: it was not understood
   * @param execution that it started; empty: none
   * @param code of its status
   */
  public record Call(
      Caller caller,
      String address,
      String agent,
      String method,
      @Nullable JsonNode request,
      String execution,
      String code,
      String message) {}

  public void ended(Call call) {
    ObjectNode line = line("call", call.caller());
    line.put("address", call.address()).put("agent", call.agent()).put("method", call.method());
    line.set("request", call.request());
    if (!call.execution().isEmpty()) {
      line.put("execution", call.execution());
    }
    line.put("code", call.code());
    if (!call.message().isEmpty()) {
      String message = call.message();
      line.put("message", message.substring(0, Math.min(message.length(), MOST_CHARACTERS)));
    }
    put(line);
  }

  @Override
  public Uni<Void> accepted(Execution execution) {
    AuditFile open = file;
    if (open == null) {
      return Uni.createFrom().voidItem();
    }
    ObjectNode line = line("execution_accepted", execution);
    line.put("display_name", execution.spec().displayName());
    if (execution.retryOf().isEmpty()) {
      line.put("reason", execution.spec().reason());
    } else {
      // Nobody has given a reason for this one.
      line.put("retry_of", "executions/" + execution.retryOf());
      line.put("earlier_reason", execution.spec().reason());
    }
    line.put("dry_run", execution.spec().dryRun());
    line.put("operation", execution.spec().operation().getClass().getSimpleName());
    var clusters = line.putArray("clusters");
    execution.plan().clusters().stream().map(Cluster::name).forEach(clusters::add);
    return open.append(line.toString());
  }

  @Override
  public Uni<Void> askedToResume(String executionId, Command.Resume resume, Caller caller) {
    AuditFile open = file;
    if (open == null) {
      return Uni.createFrom().voidItem();
    }
    ObjectNode line = line("execution_resume_asked", caller);
    line.put("execution", "executions/" + executionId).put("reason", resume.reason());
    line.put("may_approve", resume.mayApprove());
    if (resume.approvedWave() != null) {
      line.put("approved_wave_index", resume.approvedWave());
    }
    return open.append(line.toString());
  }

  @Override
  public void ended(Execution execution) {
    ObjectNode line = line("execution_ended", execution);
    line.put("state", execution.state().name()).put("state_reason", execution.stateReason());
    if (execution.summary() != null) {
      ClusterCounts counts = execution.summary().counts();
      line.set("counts", JSON.valueToTree(counts));
    }
    put(line);
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }

  private ObjectNode line(String event, Execution execution) {
    return line(event, execution.caller()).put("execution", "executions/" + execution.id());
  }

  private ObjectNode line(String event, Caller caller) {
    ObjectNode line = JSON.createObjectNode();
    line.put("time", clock.instant().toString()).put("event", event).put("caller", caller.name());
    if (!caller.groups().isEmpty()) {
      caller.groups().forEach(line.putArray("groups")::add);
    }
    if (!caller.uid().isEmpty()) {
      line.put("uid", caller.uid());
    }
    return line;
  }

  /** What has happened is told in the service's log at least. */
  private void put(ObjectNode line) {
    AuditFile open = file;
    if (open != null) {
      open.append(line.toString())
          .subscribe()
          .with(
              done -> {}, failure -> LOG.errorf(failure, "not put on record: %s", line.toString()));
    }
  }
}
