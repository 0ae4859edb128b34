package io.fleetexecutor.inventory;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Config;
import io.fleetexecutor.file.YamlFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One kubeconfig as it is written. */
record KubeconfigDocument(KubeconfigOrigin origin, Config config) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Fails with the reason, and never with anything out of the file, which holds secrets. */
  static KubeconfigDocument read(Path path) throws IOException {
    Config config = config(YamlFile.read(path));
    if (!isKubeconfig(config)) {
      throw new IOException("is of kind " + config.getKind() + ", not Config");
    }
    return new KubeconfigDocument(new KubeconfigOrigin.LocalFile(path), config);
  }

  /** Fails with the reason, and never with anything out of the text, which holds secrets. */
  static KubeconfigDocument parse(KubeconfigOrigin origin, String text) throws IOException {
    Config config = config(YamlFile.parseForeign(text));
    if (!isKubeconfig(config)) {
      throw new IOException("is not of kind Config");
    }
    return new KubeconfigDocument(origin, config);
  }

  private static boolean isKubeconfig(Config config) {
    return config.getKind() == null || config.getKind().equals("Config");
  }

  private static Config config(Map<?, ?> mapping) throws IOException {
    try {
      return MAPPER.convertValue(mapping, Config.class);
    } catch (IllegalArgumentException e) {
      throw new IOException("is no kubeconfig: the field " + field(e) + " has the wrong type", e);
    }
  }

  private static String field(IllegalArgumentException failure) {
    StringBuilder field = new StringBuilder();
    if (failure.getCause() instanceof JsonMappingException mapping) {
      for (JsonMappingException.Reference step : mapping.getPath()) {
        @Nullable String name = step.getFieldName();
        field.append(
            name == null ? "[" + step.getIndex() + "]" : field.isEmpty() ? name : "." + name);
      }
    }
    return field.toString();
  }
}
