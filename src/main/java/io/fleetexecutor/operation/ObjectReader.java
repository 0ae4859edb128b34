package io.fleetexecutor.operation;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.StatusFailures;
import io.fleetexecutor.cluster.json.ElementReader;
import io.fleetexecutor.cluster.json.StreamingJson;
import io.fleetexecutor.cluster.json.TreeBuilder;
import io.fleetexecutor.cluster.json.TreeBuilder.Detail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gives each object as a tree and as the bytes that it came in, a Secret without its values, and
 * keeps of an object no more than the sink has room for.
 */
final class ObjectReader implements ElementReader {

  /** Where objects go. */
  interface Sink {
    /** False: it wants no object any more, not even the one that begins. */
    boolean wantsMore();

    /** How many bytes the next object may have. */
    long largest();

    /**
     * @param json the object as one line
     * @return false: nothing more is wanted
     */
    boolean add(ObjectNode object, byte[] json);

    /** An object has more bytes than there is room for. */
    void tooLarge(long bytes);
  }

  private final ApiResource resource;
  private final Visibility visibility;
  private final Sink sink;
  private final TreeBuilder tree;
  private final ByteArrayOutputStream earlier = new ByteArrayOutputStream();
  private byte[] chunk = {};
  private long bytesBefore;
  private int start;
  private int firstLine;
  private boolean inObject;

  /**
   * @param detail of the trees; the bytes always are of the whole object
   */
  ObjectReader(ApiResource resource, Visibility visibility, Detail detail, Sink sink) {
    this.resource = resource;
    this.visibility = visibility;
    this.sink = sink;
    this.tree = new TreeBuilder(detail);
  }

  @Override
  public void beginChunk(byte[] bytes) {
    bytesBefore += chunk.length;
    chunk = bytes;
    start = 0;
  }

  @Override
  public boolean accept(JsonParser parser, JsonToken token) throws IOException {
    if (!inObject) {
      if (!sink.wantsMore()) {
        return false;
      }
      inObject = true;
      JsonLocation location = parser.currentLocation();
      start = position(location) - 1;
      firstLine = location.getLineNr();
    }
    ObjectNode object = tree.accept(parser, token);
    return object == null || end(object, parser.currentLocation());
  }

  /** How many bytes of the chunk were read. */
  private int position(JsonLocation location) {
    return (int) (location.getByteOffset() - bytesBefore);
  }

  @Override
  public boolean endChunk() {
    if (!inObject) {
      return true;
    }
    earlier.write(chunk, start, chunk.length - start);
    if (earlier.size() > sink.largest()) {
      sink.tooLarge(earlier.size());
      return false;
    }
    return true;
  }

  private boolean end(ObjectNode object, JsonLocation end) {
    if (StatusFailures.isStatus(object)) {
      throw ClusterFailure.unexpectedAnswer("HTTP 200 with a Status instead of an object", 200);
    }
    inObject = false;
    earlier.write(chunk, start, position(end) - start);
    byte[] json = earlier.toByteArray();
    earlier.reset();
    if (json.length > sink.largest()) {
      sink.tooLarge(json.length);
      return false;
    }
    // Some API servers indent what they answer.
    boolean isOneLine = end.getLineNr() == firstLine;
    byte[] line =
        isOneLine && visibility == Visibility.WHOLE
            ? json
            : bytes(visibility.of(StreamingJson.parse(json)).toString());
    ObjectNode shown = visibility.of(object);
    return sink.add(shown, withType(shown, line));
  }

  /** API servers leave out the type of what is in a list; kubectl shows it. */
  private byte[] withType(ObjectNode object, byte[] json) {
    StringBuilder type = new StringBuilder("{");
    if (!object.has("apiVersion")) {
      String apiVersion = resource.groupVersion().apiVersion();
      object.put("apiVersion", apiVersion);
      type.append("\"apiVersion\":\"").append(apiVersion).append("\",");
    }
    if (!object.has("kind")) {
      object.put("kind", resource.kind());
      type.append("\"kind\":\"").append(resource.kind()).append("\",");
    }
    if (type.length() == 1) {
      return json;
    }
    if (json.length == 2) {
      type.setLength(type.length() - 1);
    }
    byte[] first = bytes(type.toString());
    byte[] whole = Arrays.copyOf(first, first.length + json.length - 1);
    System.arraycopy(json, 1, whole, first.length, json.length - 1);
    return whole;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
