package io.fleetexecutor;

import io.fleetexecutor.api.ApiSettings;
import io.fleetexecutor.api.CallLimits;
import io.fleetexecutor.api.Drain;
import io.fleetexecutor.audit.Audit;
import io.fleetexecutor.execution.Clockwork;
import io.fleetexecutor.execution.ClusterRegistry;
import io.fleetexecutor.execution.EventCodec;
import io.fleetexecutor.execution.ExecutionLimits;
import io.fleetexecutor.execution.Executions;
import io.fleetexecutor.execution.Leadership;
import io.fleetexecutor.execution.OperationRunner;
import io.fleetexecutor.execution.PlanDefaults;
import io.fleetexecutor.execution.Retention;
import io.fleetexecutor.execution.RetentionPolicy;
import io.fleetexecutor.limit.ByteBudget;
import io.fleetexecutor.limit.OpenRequests;
import io.fleetexecutor.limit.Places;
import io.fleetexecutor.limit.RequestRate;
import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.pool.WorkerPool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The objects that the service is made of; the packages themselves know no container. */
@ApplicationScoped
class Beans {
  private final ScheduledExecutorService timers;

  Beans(Timers timers) {
    this.timers = timers.executor();
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  Executions executions(
      ClusterRegistry registry,
      OperationRunner runner,
      WorkerPool<ClusterAnswer> pool,
      ExecutionLog log,
      EventCodec codec,
      Leadership leadership,
      Audit audit,
      FleetSettings settings,
      InstantSource clock) {
    var defaults =
        new PlanDefaults(settings.workers(), settings.attemptTimeout(), settings.clusterTimeout());
    return new Executions(
        registry,
        runner,
        pool,
        defaults,
        new ExecutionLimits(
            settings.limits().executions(), settings.limits().clustersPerExecution()),
        log,
        codec,
        leadership,
        new Clockwork(clock, timers, new Random()),
        audit,
        () -> UUID.randomUUID().toString());
  }

  @Produces
  @Singleton
  Retention retention(
      ExecutionLog log, EventCodec codec, FleetSettings settings, InstantSource clock) {
    FleetSettings.Retention kept = settings.retention();
    return new Retention(
        log,
        codec,
        new RetentionPolicy(
            kept.maxAge(),
            kept.maxExecutions(),
            kept.maxBytes(),
            kept.maxHistoryAge(),
            kept.maxHistory()),
        clock,
        timers);
  }

  @Produces
  @Singleton
  ApiSettings apiSettings(
      FleetSettings settings,
      @ConfigProperty(name = "quarkus.grpc.server.max-inbound-message-size") int maxRequestBytes,
      @ConfigProperty(name = "quarkus.http.idle-timeout") Duration idleTimeout,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    return new ApiSettings(
        settings.maxOutputBytes(),
        maxRequestBytes,
        settings.limits().requestTimeout(),
        idleTimeout,
        SecuritySettings.areCallersKnown(settings),
        SecuritySettings.allowedHosts(settings),
        settings.clientCertificatePrefix().orElse(""),
        version);
  }

  @Produces
  @Singleton
  CallLimits callLimits(FleetSettings settings) {
    LimitSettings limits = settings.limits();
    return new CallLimits(
        new RequestRate(limits.requestsPerSecond(), System::nanoTime),
        new Places(limits.streams()));
  }

  @Produces
  @Singleton
  OpenRequests openRequests(FleetSettings settings) {
    return new OpenRequests(settings.limits().openRequests());
  }

  /** No caller fills it alone. */
  @Produces
  @Singleton
  ByteBudget requestMemory(FleetSettings settings, ApiSettings api) {
    long all = settings.limits().requestBytes().orElse(Runtime.getRuntime().maxMemory() / 8);
    // As it came and decompressed, the largest request has room.
    return new ByteBudget(all, Math.max(all / 4, 2L * api.maxRequestBytes()));
  }

  @Produces
  @Singleton
  Drain drain(Executions executions, FleetSettings settings) {
    return new Drain(executions, timers, settings.shutdownGracePeriod());
  }
}
