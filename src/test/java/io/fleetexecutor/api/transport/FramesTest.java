package io.fleetexecutor.api.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.fleetexecutor.api.CallOrigin;
import io.fleetexecutor.limit.ByteBudget;
import io.fleetexecutor.limit.CallerKey;
import io.fleetexecutor.model.Caller;
import io.grpc.Metadata;
import io.grpc.Status;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
  private static final CallerKey CALLER = CallerKey.of(Caller.ANONYMOUS, "");

  static FrameReader reader(boolean text, boolean gzip, int maxMessageBytes) {
    var memory = new ByteBudget(Long.MAX_VALUE, Long.MAX_VALUE);
    return new FrameReader(text, gzip, maxMessageBytes, memory.account(CALLER));
  }

  @Test
  void whatIsLargeIsReadOnlyWhereThereIsMemoryForIt() throws Exception {
    var memory = new ByteBudget(150_000, 150_000);
    Buffer large = new FrameWriter(false).message(new byte[100_000]);
    Buffer small = new FrameWriter(false).message(new byte[10_000]);
    List<byte[]> read = new ArrayList<>();
    var first = new FrameReader(false, false, 1 << 20, memory.account(CALLER));
    var second = new FrameReader(false, false, 1 << 20, memory.account(CALLER));

    first.read(large.slice(0, 90_000), read::add);
    assertThatThrownBy(() -> second.read(large, read::add))
        .isInstanceOfSatisfying(
            BadFrameException.class,
            refused ->
                assertThat(refused.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
    new FrameReader(false, false, 1 << 20, memory.account(CALLER)).read(small, read::add);
    first.discard();
    new FrameReader(false, false, 1 << 20, memory.account(CALLER)).read(large, read::add);

    assertThat(read).extracting(message -> message.length).containsExactly(10_000, 100_000);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void messagesAreReadHoweverTheirBytesAreCut(boolean text) throws Exception {
    var writer = new FrameWriter(text);
    Buffer sent =
        writer
            .message("one".getBytes(UTF_8))
            .appendBuffer(writer.message(new byte[0]))
            .appendBuffer(writer.message("three".getBytes(UTF_8)));
    for (int size = 1; size <= sent.length(); size++) {
      var reader = reader(text, false, 100);
      List<String> read = new ArrayList<>();
      for (int i = 0; i < sent.length(); i += size) {
        reader.read(
            sent.getBuffer(i, Math.min(i + size, sent.length())),
            message -> read.add(new String(message, UTF_8)));
      }
      assertThat(read).containsExactly("one", "", "three");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatHasComeOfAMessageIsNotCopiedForEachChunk(boolean text) throws Exception {
    byte[] message = new byte[100_000];
    Buffer sent = new FrameWriter(text).message(message);
    var reader = reader(text, false, message.length);
    List<byte[]> read = new ArrayList<>();
    long before = allocated();
    for (int i = 0; i < sent.length(); i++) {
      reader.read(sent.slice(i, i + 1), read::add);
    }
    assertThat(read).containsExactly(message);
    assertThat(allocated() - before).isLessThan(1_024L * sent.length());
  }

  @Test
  void whatIsOnlyAnnouncedTakesNoSpace() throws Exception {
    var reader = reader(false, false, 4_194_304);
    Buffer begun = Buffer.buffer().appendByte((byte) 0).appendInt(4_194_304).appendByte((byte) 1);
    long before = allocated();
    reader.read(begun, message -> {});
    assertThat(allocated() - before).isLessThan(1_048_576);
    assertThat(reader.isBetweenMessages()).isFalse();
  }

  /** By this thread, in bytes. */
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Test
  void aMessageOverTheLimitIsRefusedBeforeItIsBuffered() {
    var frames = reader(false, false, 10);
    Buffer header = Buffer.buffer().appendByte((byte) 0).appendInt(11);
    assertThatThrownBy(() -> frames.read(header, message -> {}))
        .hasMessage("the message has 11 bytes, at most 10 bytes are allowed");
    Buffer unsigned = Buffer.buffer().appendByte((byte) 0).appendInt(-1);
    assertThatThrownBy(() -> reader(false, false, 10).read(unsigned, message -> {}))
        .hasMessage("the message has 4294967295 bytes, at most 10 bytes are allowed");
  }

  @Test
  void whatIsNoBase64IsRefused() {
    assertThatThrownBy(() -> reader(true, false, 10).read(Buffer.buffer("!!!!"), message -> {}))
        .isInstanceOf(BadFrameException.class);
  }

  @Test
  void compressedMessagesAreReadWhereTheyAreAnnouncedAndNoLongerThanAllowed() throws Exception {
    List<String> read = new ArrayList<>();
    reader(false, true, 100)
        .read(compressed("hello"), message -> read.add(new String(message, UTF_8)));
    assertThat(read).containsExactly("hello");

    assertThatThrownBy(() -> reader(false, false, 100).read(compressed("hello"), message -> {}))
        .hasMessage("the message is compressed, and grpc-encoding is not gzip");
    assertThatThrownBy(
            () -> reader(false, true, 1_000).read(compressed("a".repeat(1_001)), message -> {}))
        .hasMessage("the message is larger when decompressed, at most 1000 bytes are allowed");
  }

  @Test
  void trailersCarryStatusMessageAndDetails() {
    var metadata = new Metadata();
    metadata.put(
        Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER),
        new byte[] {1, 2, 3});
    assertThat(Trailers.of(Status.NOT_FOUND.withDescription("100% größer\nno"), metadata))
        .containsExactly(
            Map.entry("grpc-status", "5"),
            Map.entry("grpc-message", "100%25 gr%C3%B6%C3%9Fer%0Ano"),
            Map.entry("grpc-status-details-bin", "AQID"));
  }

  @Test
  void headersBecomeMetadataAndADeadline() throws Exception {
    var headers =
        new RequestHeaders(
            MultiMap.caseInsensitiveMultiMap()
                .add("Authorization", "Bearer x")
                .add("Host", "localhost")
                .add("grpc-timeout", "5S")
                .add("not legal", "x"));
    assertThat(headers.metadata(new CallOrigin(Caller.ANONYMOUS, "", "")).keys())
        .as("a token is nobody else's business")
        .containsExactly("fleet-caller-bin");
    assertThat(headers.options().getDeadline()).isNotNull();
    assertThat(new RequestHeaders(MultiMap.caseInsensitiveMultiMap()).options().getDeadline())
        .isNull();
  }

  @Test
  void aDeadlineThatCannotBeReadIsNotLeftOut() {
    var headers = new RequestHeaders(MultiMap.caseInsensitiveMultiMap().add("grpc-timeout", "5 s"));
    assertThatThrownBy(headers::options).hasMessageStartingWith("grpc-timeout must be");
  }

  @ParameterizedTest
  @CsvSource({
    "application/grpc, GRPC",
    "application/grpc+proto, GRPC",
    "Application/GRPC-Web; charset=utf-8, GRPC_WEB",
    "application/grpc-web-text+proto, GRPC_WEB_TEXT",
    "application/grpc-web+json,",
    "application/grpc+json,"
  })
  void theContentTypeTellsTheProtocol(String contentType, @Nullable Protocol protocol) {
    assertThat(Protocol.isGrpc(contentType)).isTrue();
    assertThat(Protocol.of(contentType)).isEqualTo(protocol);
  }

  private static Buffer compressed(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return Buffer.buffer()
        .appendByte((byte) 1)
        .appendInt(bytes.size())
        .appendBytes(bytes.toByteArray());
  }
}
