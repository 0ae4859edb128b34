package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.cel.Budget;
import io.fleetexecutor.cel.EvaluationException;
import io.fleetexecutor.cel.Expression;
import io.fleetexecutor.cel.TooExpensiveException;
import io.fleetexecutor.comparison.FingerprintSum;
import io.fleetexecutor.comparison.Fingerprints;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.ResourceRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each object of one answer as it comes, and concludes with what the caller's expressions
 * say of them. It keeps objects only where an expression is over all of them, and of those no more
 * than an output may have.
 */
final class Review {
  // A value and the name of its object are longer than this together.
  private static final int LEAST_OF_VALUE = 8;

  private final Questions questions;
  private final boolean needsObjects;
  private final boolean keepsObjects;
  private final long maxBytes;
  private final long maxValues;
  private final List<JsonNode> all = new ArrayList<>();
  private FingerprintSum fingerprints = new FingerprintSum();
  private final List<Output.ProjectedValue> values = new ArrayList<>();
  private final Shortcomings shortcomings = new Shortcomings();
  private Budget budget = new Budget();
  private long keptBytes;
  private long valueBytes;
  private boolean sawAll;

  /**
   * @param maxBytes how large the objects that it keeps may be together, and the values that it
   *     makes
   */
  Review(Questions questions, long maxBytes) {
    this.questions = questions;
    this.needsObjects = questions.needObjects();
    this.keepsObjects = questions.isAnyOverAll();
    this.maxBytes = maxBytes;
    this.maxValues = Math.max(maxBytes, OutputPolicy.DEFAULT_MAX_OUTPUT_BYTES) / LEAST_OF_VALUE;
  }

  boolean needsObjects() {
    return needsObjects;
  }

  /** Whether it keeps the objects, since an expression is over all of them. */
  boolean keepsObjects() {
    return keepsObjects;
  }

  /**
   * Whether there is room for an object that comes next, where it would be kept; if not, neither it
   * nor any after it is.
   *
   * @param bytes of its JSON
   */
  boolean reserve(long bytes) {
    if (keepsObjects) {
      keptBytes += bytes;
    }
    return keptBytes <= maxBytes;
  }

  /** Starts over. */
  void clear() {
    all.clear();
    fingerprints = new FingerprintSum();
    values.clear();
    shortcomings.clear();
    budget = new Budget();
    keptBytes = 0;
    valueBytes = 0;
    sawAll = false;
  }

  /** It was shown all objects that there are; only then can there be none. */
  void sawAll() {
    sawAll = true;
  }

  /**
   * @param ref null where it is no object of Kubernetes
   */
  void look(@Nullable ResourceRef ref, JsonNode object) {
    look(ref, object, () -> Fingerprints.ofObject(object));
  }

  /** The same of an object that nobody else needs afterwards. */
  void lookLast(ResourceRef ref, ObjectNode object) {
    if (needsObjects) {
      look(ref, object);
    } else {
      look(ref, object, () -> Fingerprints.ofSpent(object));
    }
  }

  /**
   * @param ref null where it is no object of Kubernetes
   * @param fingerprint what it is compared by
   */
  void look(@Nullable ResourceRef ref, JsonNode object, Supplier<String> fingerprint) {
    if (keepsObjects && keptBytes <= maxBytes) {
      all.add(object);
    }
    if (questions.fingerprint() == null) {
      fingerprints.add(fingerprint.get());
    }
    judge(ref, false, expression -> expression.evaluate(object, budget));
  }

  /** Something to compare that is no object. */
  void compare(String text) {
    if (questions.fingerprint() == null) {
      fingerprints.add(text);
    }
  }

  /** The answer with what was found; a failure stays as it is. */
  ClusterAnswer conclude(ClusterAnswer answer) {
    if (answer.state() != ClusterState.SUCCEEDED) {
      return answer;
    }
    judge(null, true, expression -> expression.evaluateAll(all, budget));
    ClusterAnswer found = answer.withFingerprint(fingerprint());
    if (questions.projection() != null) {
      found = found.withOutput(new Output.ProjectedValues(values));
    }
    if (!questions.expectations().isEmpty() && answer.outputTruncated()) {
      return found.asFailure(
          ClusterState.FAILED,
          ClusterError.of(
              ErrorCode.RESOURCE_EXHAUSTED,
              "OUTPUT_TRUNCATED",
              "the expectations were checked only against the part of the answer that"
                  + " max_output_bytes or max_object_count allows; raise them"));
    }
    ClusterError error = shortcomings.error();
    return error == null ? found : found.asFailure(ClusterState.FAILED, error);
  }

  /** How an expression is evaluated. */
  private interface Evaluation {
    JsonNode of(Expression expression) throws EvaluationException;
  }

  private void judge(@Nullable ResourceRef ref, boolean overAll, Evaluation evaluation) {
    Expression fingerprint = questions.fingerprint();
    if (fingerprint != null && fingerprint.isOverAll() == overAll) {
      JsonNode value = evaluate(ref, fingerprint, evaluation);
      if (value != null) {
        fingerprints.add(Fingerprints.ofValue(value));
      }
    }
    Expression projection = questions.projection();
    if (projection != null && projection.isOverAll() == overAll) {
      project(ref, evaluate(ref, projection, evaluation));
    }
    for (Expression expectation : questions.expectations()) {
      if (expectation.isOverAll() == overAll) {
        check(ref, expectation, evaluate(ref, expectation, evaluation));
      }
    }
  }

  private @Nullable JsonNode evaluate(
      @Nullable ResourceRef ref, Expression expression, Evaluation evaluation) {
    if (budget.isUsedUp()) {
      return null;
    }
    try {
      return evaluation.of(expression);
    } catch (TooExpensiveException e) {
      shortcomings.tooExpensive(ref, expression.source(), String.valueOf(e.getMessage()));
      return null;
    } catch (EvaluationException e) {
      shortcomings.broken(ref, expression.source(), String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void project(@Nullable ResourceRef ref, @Nullable JsonNode value) {
    if (value == null) {
      return;
    }
    String json = value.toString();
    valueBytes += json.getBytes(StandardCharsets.UTF_8).length + (ref == null ? 0 : length(ref));
    if (valueBytes > maxBytes || values.size() == maxValues) {
      shortcomings.tooLarge(maxBytes);
    } else {
      values.add(new Output.ProjectedValue(ref, json));
    }
  }

  /** Of what each value comes with, or small values of many objects would have no bound. */
  private static int length(ResourceRef ref) {
    return ref.namespace().length() + ref.objectName().length();
  }

  private void check(@Nullable ResourceRef ref, Expression expectation, @Nullable JsonNode value) {
    if (value == null || TruthValue.isTrue(value)) {
      return;
    }
    TruthValue.problem(value)
        .ifPresentOrElse(
            problem -> shortcomings.broken(ref, expectation.source(), problem),
            () -> shortcomings.unmet(ref, expectation.source()));
  }

  private String fingerprint() {
    boolean isEmpty = sawAll && questions.fingerprint() == null;
    return fingerprints.value().orElse(isEmpty ? Fingerprints.EMPTY : "");
  }
}
