package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.BodyReader;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.StatusFailures;
import io.fleetexecutor.cluster.json.StreamingJson;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** Reads one object whole, and takes nothing else for one. */
final class ObjectBody implements BodyReader<JsonNode> {
  // Well above what an API server stores.
  private static final int MAX_BYTES = 8 << 20;

  private final Buffer body = Buffer.buffer();
  private final boolean ofDeletion;

  ObjectBody() {
    this(false);
  }

  private ObjectBody(boolean ofDeletion) {
    this.ofDeletion = ofDeletion;
  }

  /** A deletion is answered with the object or with a Status that tells of success. */
  static ObjectBody ofDeletion() {
    return new ObjectBody(true);
  }

  @Override
  public boolean read(Buffer chunk) {
    if (body.length() + chunk.length() > MAX_BYTES) {
      throw ClusterFailure.unexpectedAnswer("the answer is larger than any object", 200);
    }
    body.appendBuffer(chunk);
    return true;
  }

  @Override
  public JsonNode result() {
    try {
      JsonNode answer = StreamingJson.MAPPER.readTree(body.getBytes());
      if (answer != null && answer.isObject()) {
        return ofDeletion && isSuccess(answer) ? answer : AnswerShape.object(answer);
      }
    } catch (IOException e) {
      // It is told below.
    }
    throw ClusterFailure.unexpectedAnswer(
        "the answer is no JSON object: "
            + StatusFailures.excerpt(body.getString(0, Math.min(body.length(), 400))),
        200);
  }

  private static boolean isSuccess(JsonNode answer) {
    return StatusFailures.isStatus(answer) && answer.path("status").asText("").equals("Success");
  }
}
