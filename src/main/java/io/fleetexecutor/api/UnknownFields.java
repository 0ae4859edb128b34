package io.fleetexecutor.api;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Refuses fields that this server does not know: a newer client may have asked for something that
 * must not be left out, as a dry run.
 */
final class UnknownFields {
  private static final int MOST_NAMED = 5;

  private UnknownFields() {}

  static void check(Message message, String path, Violations violations) {
    var unknown = message.getUnknownFields().asMap();
    if (!unknown.isEmpty()) {
      String numbers =
          unknown.keySet().stream()
              .limit(MOST_NAMED)
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
      violations.add(
          path.isEmpty() ? message.getDescriptorForType().getName() : path,
          unknown.size() <= MOST_NAMED
              ? "has fields that this server does not know: number " + numbers
              : "has %,d fields that this server does not know: number %s, …"
                  .formatted(unknown.size(), numbers));
    }
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      String inner =
          path.isEmpty() ? field.getKey().getName() : path + "." + field.getKey().getName();
      if (field.getValue() instanceof Message child) {
        check(child, inner, violations);
      } else if (field.getValue() instanceof List<?> children) {
        children.stream()
            .filter(Message.class::isInstance)
            .forEach(child -> check((Message) child, inner, violations));
      }
    }
  }
}
