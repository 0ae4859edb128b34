package io.fleetexecutor.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as API servers write it: map keys sorted, and no type in the items of a typed list. */
final class Json {

  private static final ObjectMapper TYPED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  private static final ObjectMapper UNTYPED =
      TYPED.copy().addMixIn(HasMetadata.class, WithoutType.class);

  private Json() {}

  static byte[] bytes(Object value) {
    return write(TYPED, value);
  }

  static byte[] bytesWithUntypedItems(Object value) {
    return write(UNTYPED, value);
  }

  static <T> T read(byte[] json, Class<T> type) throws IOException {
    return TYPED.readValue(json, type);
  }

  private static byte[] write(ObjectMapper mapper, Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @JsonIgnoreProperties({"apiVersion", "kind"})
  private interface WithoutType {}
}
