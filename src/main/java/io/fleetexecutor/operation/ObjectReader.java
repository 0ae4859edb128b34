package io.fleetexecutor.operation;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fleetexecutor.cluster.ClusterFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes one line of JSON of each object, and keeps of an object no more than the sink has room for.
 */
final class ObjectReader implements ElementReader {

  /** Where objects go. */
  interface Sink {
    /** False: it wants no object any more, not even the one that begins. */
    boolean wantsMore();

    /** How many bytes the next object may have. */
    long room();

    /** False: nothing more is wanted. */
    boolean add(String namespace, String name, byte[] json);

    /** An object has more bytes than there is room for. */
    void tooLarge(long bytes);
  }

  private final ApiResource resource;
  private final boolean metadataOnly;
  private final Sink sink;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8 << 10);
  private final JsonGenerator generator;
  private int depth;
  private boolean skipping;
  private boolean inMetadata;
  private String field = "";
  private String kind = "";
  private String apiVersion = "";
  private String name = "";
  private String namespace = "";

  ObjectReader(ApiResource resource, boolean metadataOnly, Sink sink) {
    this.resource = resource;
    this.metadataOnly = metadataOnly;
    this.sink = sink;
    try {
      this.generator = StreamingJson.FACTORY.createGenerator(bytes, JsonEncoding.UTF8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean accept(JsonParser parser, JsonToken token) throws IOException {
    if (depth == 0 && !sink.wantsMore()) {
      return false;
    }
    if (token.isStructEnd()) {
      depth--;
    }
    note(parser, token);
    if (!skipping) {
      generator.copyCurrentEventExact(parser);
      if (size() > sink.room()) {
        sink.tooLarge(size());
        return false;
      }
    }
    if (skipping && depth == 1 && token != JsonToken.FIELD_NAME && !token.isStructStart()) {
      skipping = false;
    }
    if (token.isStructStart()) {
      depth++;
    }
    return depth > 0 || end();
  }

  @Override
  public boolean pending(long more) {
    if (depth > 0 && !skipping && size() + more > sink.room()) {
      sink.tooLarge(size() + more);
      return false;
    }
    return true;
  }

  private long size() {
    return (long) bytes.size() + generator.getOutputBuffered();
  }

  private void note(JsonParser parser, JsonToken token) throws IOException {
    if (depth > 2) {
      return;
    }
    if (token == JsonToken.FIELD_NAME) {
      field = parser.currentName();
      if (depth == 1) {
        inMetadata = field.equals("metadata");
        skipping = metadataOnly && !inMetadata && !isTypeField();
      }
    } else if (token == JsonToken.VALUE_STRING && depth == 1 && isTypeField()) {
      if (field.equals("kind")) {
        kind = parser.getText();
      } else {
        apiVersion = parser.getText();
      }
    } else if (token == JsonToken.VALUE_STRING && depth == 2 && inMetadata) {
      switch (field) {
        case "name" -> name = parser.getText();
        case "namespace" -> namespace = parser.getText();
        default -> {}
      }
    }
  }

  private boolean isTypeField() {
    return field.equals("kind") || field.equals("apiVersion");
  }

  private boolean end() throws IOException {
    if (kind.equals("Status") && apiVersion.equals("v1")) {
      throw ClusterFailure.unexpectedAnswer("HTTP 200 with a Status instead of an object", 200);
    }
    generator.flush();
    byte[] json = withType(bytes.toByteArray());
    bytes.reset();
    boolean goOn = sink.add(namespace, name, json);
    kind = "";
    apiVersion = "";
    name = "";
    namespace = "";
    inMetadata = false;
    return goOn;
  }

  /** API servers leave out the type of what is in a list; kubectl shows it. */
  private byte[] withType(byte[] json) {
    StringBuilder type = new StringBuilder("{");
    if (apiVersion.isEmpty()) {
      type.append("\"apiVersion\":\"").append(resource.groupVersion().apiVersion()).append("\",");
    }
    if (kind.isEmpty()) {
      type.append("\"kind\":\"").append(resource.kind()).append("\",");
    }
    if (type.length() == 1) {
      return json;
    }
    if (json.length == 2) {
      type.setLength(type.length() - 1);
    }
    byte[] start = type.toString().getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(start, start.length + json.length - 1);
    System.arraycopy(json, 1, whole, start.length, json.length - 1);
    return whole;
  }
}
