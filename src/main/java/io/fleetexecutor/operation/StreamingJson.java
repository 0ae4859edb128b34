package io.fleetexecutor.operation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The settings under which answers of clusters are parsed: their field names are not trusted. */
final class StreamingJson {

  static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .configure(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW, false)
          .rootValueSeparator((String) null)
          .build();

  static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  private StreamingJson() {}
}
