package io.fleetexecutor.api;

import com.google.protobuf.util.JsonFormat;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.Operation;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** Specs as callers send them, read. */
final class Specs {
  private static final long MAX_OUTPUT_BYTES = 16 << 20;

  private Specs() {}

  /** Of a spec in protobuf's JSON; fails where anything is wrong with it. */
  static ExecutionSpec read(String json) {
    var violations = new Violations();
    ExecutionSpec spec = new SpecReader(violations, MAX_OUTPUT_BYTES).read(proto(json));
    violations.throwIfAny();
    return spec;
  }

  static Operation operation(String json) {
    return read("{clusterSelector: {}, operation: %s}".formatted(json)).operation();
  }

  /** What is wrong with a spec that has this operation, as {@code field: description}. */
  static List<String> violations(String operation) {
    return violationsOfSpec("{clusterSelector: {}, operation: %s}".formatted(operation));
  }

  static List<String> violationsOfSpec(String json) {
    InvalidRequestException refused =
        Assertions.assertThrows(InvalidRequestException.class, () -> read(json));
    return refused.violations().stream()
        .map(each -> each.field() + ": " + each.description())
        .toList();
  }

  private static io.fleetexecutor.v1.ExecutionSpec proto(String json) {
    var proto = io.fleetexecutor.v1.ExecutionSpec.newBuilder();
    try {
      JsonFormat.parser().merge(json, proto);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    return proto.build();
  }
}
