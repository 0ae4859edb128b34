package io.fleetexecutor.cli.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/** A login as JSON; apart from its files, as most commands look for one and find none. */
final class LoginJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private LoginJson() {}

  static SavedLogin read(byte[] json) throws IOException {
    SavedLogin login = JSON.readValue(json, SavedLogin.class);
    if (login == null) {
      throw new JsonMappingException(null, "null");
    }
    return login;
  }

  static byte[] write(SavedLogin login) throws JsonProcessingException {
    return JSON.writeValueAsBytes(login);
  }
}
