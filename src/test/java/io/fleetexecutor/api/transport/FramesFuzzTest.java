package io.fleetexecutor.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fleetexecutor.api.CallOrigin;
import io.fleetexecutor.fuzz.Choices;
import io.fleetexecutor.fuzz.Inputs;
import io.fleetexecutor.model.Caller;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

class FramesFuzzTest {
  private static final int MOST = 64;
  private static final List<String> NAMES =
      List.of("grpc-timeout", "grpc-encoding", "a-bin", "grpc-tags-bin", "a", "te", ":path");
  private static final List<String> VALUES =
      List.of("5S", "99999999H", "gzip", "AQID", "", "ä", "0n", "-1S");

  static List<byte[]> seeds() {
    return Inputs.choices();
  }

  /** What became of a body. */
  private record Outcome(List<String> messages, boolean isRefused) {}

  @MethodSource("seeds")
  @FuzzTest
  void aBodyIsMessagesHoweverItIsCutOrIsRefused(byte[] input) {
    var choices = new Choices(input);
    boolean base64 = choices.isOneIn(2);
    boolean gzip = choices.isOneIn(2);
    byte[] body = body(choices);
    Buffer sent = Buffer.buffer(base64 ? encoded(choices, body) : body);
    Outcome whole = read(FramesTest.reader(base64, gzip, MOST), sent, Math.max(1, sent.length()));
    int size = 1 + choices.below(9);
    Outcome cut = read(FramesTest.reader(base64, gzip, MOST), sent, size);
    assertThat(cut.isRefused()).isEqualTo(whole.isRefused());
    if (!whole.isRefused()) {
      assertThat(cut.messages()).isEqualTo(whole.messages());
    }
  }

  private static byte[] body(Choices choices) {
    Buffer body = Buffer.buffer();
    for (int i = choices.below(4); i > 0; i--) {
      byte[] content = choices.bytes();
      byte flag = (byte) choices.oneOf(List.of(0, 1, 0, 1, 2, 0x80)).intValue();
      byte[] message = flag == 1 && !choices.isOneIn(4) ? compressed(content) : content;
      int length = choices.isOneIn(8) ? (int) choices.number() : message.length;
      body.appendByte(flag).appendInt(length).appendBytes(message);
    }
    return body.appendBytes(choices.bytes()).getBytes();
  }

  private static byte[] encoded(Choices choices, byte[] body) {
    byte[] text = Base64.getEncoder().encode(body);
    if (text.length > 0 && choices.isOneIn(4)) {
      text[choices.below(text.length)] = (byte) choices.below(256);
    }
    return text;
  }

  private static byte[] compressed(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Outcome read(FrameReader reader, Buffer body, int size) {
    List<String> messages = new ArrayList<>();
    try {
      for (int i = 0; i < body.length(); i += size) {
        reader.read(
            body.getBuffer(i, Math.min(i + size, body.length())),
            message -> {
              assertThat(message.length).isLessThanOrEqualTo(MOST);
              messages.add(HexFormat.of().formatHex(message));
            });
      }
      return new Outcome(messages, false);
    } catch (BadFrameException refused) {
      return new Outcome(messages, true);
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void headersAreMetadataOrAreRefused(byte[] input) {
    var choices = new Choices(input);
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = choices.below(6); i > 0; i--) {
      headers.add(choices.text(NAMES), choices.text(VALUES));
    }
    var read = new RequestHeaders(headers);
    read.metadata(new CallOrigin(Caller.named(choices.text(VALUES)), "", ""));
    read.isGzip();
    try {
      read.options();
    } catch (BadFrameException refused) {
      assertThat(refused).hasMessageStartingWith("grpc-timeout");
    }
  }

  @Test
  void soAreAnyBytes() {
    Inputs.random(this::aBodyIsMessagesHoweverItIsCutOrIsRefused);
    Inputs.random(this::headersAreMetadataOrAreRefused);
  }
}
