package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A field selector over the fields that API servers know of a resource. */
final class FieldSelector implements Predicate<HasMetadata> {

  private static final Pattern REQUIREMENT =
      Pattern.compile("(?<field>[^=!]+)(?<operator>==?|!=)(?<value>[^=!]*)");

  private final List<Predicate<HasMetadata>> requirements = new ArrayList<>();

  /** Null or empty selects everything; an unknown field is refused with 400. */
  static FieldSelector parse(ApiResource resource, @Nullable String text) {
    FieldSelector selector = new FieldSelector();
    if (text != null && !text.isBlank()) {
      for (String requirement : text.split(",", -1)) {
        selector.requirements.add(requirement(resource, requirement, text));
      }
    }
    return selector;
  }

  boolean isEmpty() {
    return requirements.isEmpty();
  }

  @Override
  public boolean test(HasMetadata object) {
    return requirements.stream().allMatch(requirement -> requirement.test(object));
  }

  private static Predicate<HasMetadata> requirement(
      ApiResource resource, String text, String selector) {
    Matcher matcher = REQUIREMENT.matcher(text);
    if (!matcher.matches()) {
      throw Refusals.badRequest(
          "invalid selector: '%s'; can't understand '%s'".formatted(selector, text));
    }
    Function<HasMetadata, @Nullable String> field = field(resource, matcher.group("field"));
    String value = matcher.group("value");
    boolean wanted = !matcher.group("operator").equals("!=");
    return object -> value.equals(Objects.requireNonNullElse(field.apply(object), "")) == wanted;
  }

  private static Function<HasMetadata, @Nullable String> field(ApiResource resource, String name) {
    return switch (name) {
      case "metadata.name" -> object -> object.getMetadata().getName();
      case "metadata.namespace" -> object -> object.getMetadata().getNamespace();
      default -> ownField(resource, name);
    };
  }

  private static Function<HasMetadata, @Nullable String> ownField(
      ApiResource resource, String name) {
    return switch (resource.plural() + " " + name) {
      case "pods status.phase" -> object -> ((Pod) object).getStatus().getPhase();
      case "pods status.podIP" -> object -> ((Pod) object).getStatus().getPodIP();
      case "pods spec.nodeName" -> object -> ((Pod) object).getSpec().getNodeName();
      case "namespaces status.phase" -> object -> ((Namespace) object).getStatus().getPhase();
      case "nodes spec.unschedulable" ->
          object ->
              Boolean.toString(Boolean.TRUE.equals(((Node) object).getSpec().getUnschedulable()));
      default -> throw Refusals.badRequest("field label not supported: " + name);
    };
  }
}
