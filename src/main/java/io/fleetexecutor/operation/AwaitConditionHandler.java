package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cel.EvaluationException;
import io.fleetexecutor.cel.Expression;
import io.fleetexecutor.cel.TooExpensiveException;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Operation.AwaitCondition;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits until an expression over one object is true. */
final class AwaitConditionHandler {

  private AwaitConditionHandler() {}

  static Uni<ClusterAnswer> run(OperationContext context, AwaitCondition await) {
    Expression expression = Questions.compile(await.expression());
    return context.with(
        await.ref(),
        target ->
            context
                .await(target, object -> judge(expression, object), await.pollInterval())
                .map(found -> answer(context, target, found)));
  }

  private static Verdict judge(Expression expression, @Nullable JsonNode object) {
    JsonNode value;
    try {
      value = expression.evaluate(object);
    } catch (TooExpensiveException e) {
      return broken(expression, String.valueOf(e.getMessage()));
    } catch (EvaluationException e) {
      return Verdict.pending(
          "%s in: %s",
          object == null ? "it does not exist" : String.valueOf(e.getMessage()),
          expression.source());
    }
    if (TruthValue.isTrue(value)) {
      return Verdict.met();
    }
    return TruthValue.problem(value)
        .map(problem -> broken(expression, problem))
        .orElseGet(() -> Verdict.pending("not true: %s", expression.source()));
  }

  private static Verdict broken(Expression expression, String problem) {
    return new Verdict.Failed(
        Shortcomings.EXPRESSION_FAILED, problem + " in: " + expression.source());
  }

  private static ClusterAnswer answer(
      OperationContext context, Target target, Optional<JsonNode> found) {
    ChangeReport report = new ChangeReport(context);
    found.ifPresentOrElse(object -> report.addUnchanged(target.ref(), object), report::addMissing);
    return report.succeeded();
  }
}
