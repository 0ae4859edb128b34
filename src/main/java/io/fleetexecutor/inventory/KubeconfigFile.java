package io.fleetexecutor.inventory;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Config;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One kubeconfig file as it is written. */
record KubeconfigFile(Path path, Config config) {

  private static final int MAX_BYTES = 10 << 20;

  // fabric8's own reader stops at 3 MB, which some thousand clusters exceed.
  private static final LoadSettings YAML =
      LoadSettings.builder().setCodePointLimit(MAX_BYTES).build();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Fails with the reason, and never with anything out of the file, which holds secrets. */
  static KubeconfigFile read(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("is a directory, not a kubeconfig file");
    }
    if (!Files.isReadable(path)) {
      throw new IOException("may not be read by this user");
    }
    if (Files.size(path) > MAX_BYTES) {
      throw new IOException(
          "has " + Files.size(path) + " bytes; at most " + MAX_BYTES + " are read");
    }
    Config config = config(yaml(path));
    if (config.getKind() != null && !config.getKind().equals("Config")) {
      throw new IOException("is of kind " + config.getKind() + ", not Config");
    }
    return new KubeconfigFile(path, config);
  }

  private static Map<?, ?> yaml(Path path) throws IOException {
    Object document;
    try {
      document = new Load(YAML).loadFromString(Files.readString(path));
    } catch (CharacterCodingException e) {
      throw new IOException("is no text in UTF-8", e);
    } catch (MarkedYamlEngineException e) {
      String where =
          e.getProblemMark()
              .map(
                  mark -> " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
              .orElse("");
      throw new IOException("is no valid YAML" + where, e);
    } catch (YamlEngineException e) {
      throw new IOException("is no valid YAML", e);
    }
    return switch (document) {
      case null -> Map.of();
      case Map<?, ?> mapping -> mapping;
      default -> throw new IOException("is no kubeconfig: it is not a YAML mapping");
    };
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

  /** Paths in a kubeconfig are relative to the file that names them. */
  Path resolve(String other) {
    return path.toAbsolutePath().resolveSibling(other).normalize();
  }
}
