package io.fleetexecutor.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link RealClusters} stands for. */
final class RealClustersExtension implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(RealClustersExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String missing = missing(System.getenv(KubeClusters.SCRIPT));
    if (missing == null) {
      return ConditionEvaluationResult.enabled("real API servers can be started");
    }
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      throw new IllegalStateException("CI must run the tests on real API servers, but " + missing);
    }
    return ConditionEvaluationResult.disabled(missing);
  }

  private static @Nullable String missing(@Nullable String script) {
    if (script == null || script.isEmpty()) {
      return KubeClusters.SCRIPT + " names no script that starts real API servers";
    }
    return Files.isExecutable(Path.of(script))
        ? null
        : "%s is %s, which is no executable file".formatted(KubeClusters.SCRIPT, script);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KubeClusters.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("shared", first -> start(), KubeClusters.class);
  }

  private static KubeClusters start() {
    try {
      return KubeClusters.start(3, 1, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
