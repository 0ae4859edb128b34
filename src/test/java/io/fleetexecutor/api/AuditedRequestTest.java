package io.fleetexecutor.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ListExecutionsRequest;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuditedRequestTest {
  private static final String PATH = "/api/v1/namespaces/kube-system/pods/x";
  private static final int MOST = 1 << 20;
  private static final int MOST_OF_WHAT_IS_REFUSED = 4 << 10;

  private static ExecuteRequest.Builder deletion() {
    var request = ExecuteRequest.newBuilder();
    request.getSpecBuilder().setReason("ticket 42");
    request.getSpecBuilder().getClusterSelectorBuilder().addNames("prod-1");
    request
        .getSpecBuilder()
        .getOperationBuilder()
        .getRawRequestBuilder()
        .setPath(PATH)
        .setMethod("DELETE")
        .setBody(ByteString.copyFromUtf8("VALUE"));
    return request;
  }

  @Test
  void aRequestIsOnRecordWithoutItsContents() {
    AuditedRequest audited = AuditedRequest.of(deletion().build());

    assertThat(audited.hasContents()).isTrue();
    assertThat(audited.whole().toString())
        .contains("prod-1", PATH, "DELETE", "ticket 42")
        .doesNotContain("truncated", "VALUE", "VkFMVUU");
  }

  private static Named<Consumer<ExecuteRequest.Builder>> padding(
      String name, Consumer<ExecuteRequest.Builder> padding) {
    return Named.of(name, padding);
  }

  static Stream<Named<Consumer<ExecuteRequest.Builder>>> paddings() {
    String text = "x".repeat(100_000);
    return Stream.of(
        padding(
            "excluded names",
            request ->
                request
                    .getSpecBuilder()
                    .getClusterSelectorBuilder()
                    .addAllExcludedNames(Collections.nCopies(10_000, "prod-nothing"))),
        padding("an expectation", request -> request.getSpecBuilder().addExpectations(text)),
        padding(
            "an expression",
            request -> request.getSpecBuilder().getOutputPolicyBuilder().setProjection(text)),
        padding("an id", request -> request.setRequestId(text)),
        padding(
            "an id of large characters",
            request -> request.setRequestId("x" + "😀".repeat(50_000))),
        padding(
            "a path",
            request ->
                request
                    .getSpecBuilder()
                    .getOperationBuilder()
                    .getRawRequestBuilder()
                    .setPath(PATH + "?x=" + text)),
        padding("a reason", request -> request.getSpecBuilder().setReason("ticket 42 " + text)),
        padding(
            "fields that nobody knows",
            request ->
                request.setUnknownFields(
                    UnknownFieldSet.newBuilder()
                        .addField(
                            999,
                            UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8(text))
                                .build())
                        .build())));
  }

  @ParameterizedTest
  @MethodSource("paddings")
  void whateverIsPutIntoARequestItsOperationIsOnRecord(Consumer<ExecuteRequest.Builder> padding) {
    ExecuteRequest.Builder request = deletion();
    padding.accept(request);

    AuditedRequest audited = AuditedRequest.of(request.build());

    assertThat(audited.whole().toString().length()).isLessThan(MOST);
    assertThat(audited.brief().toString().length()).isLessThan(MOST_OF_WHAT_IS_REFUSED);
    assertThat(List.of(audited.whole(), audited.brief()))
        .extracting(ObjectNode::toString)
        .allSatisfy(
            told -> {
              assertThat(told)
                  .contains(PATH, "DELETE", "ticket 42", "truncated_bytes")
                  .doesNotContain("VALUE", "VkFMVUU");
              assertThat(new String(told.getBytes(UTF_8), UTF_8)).isEqualTo(told);
            });
  }

  @Test
  void noTextIsCutOfARequestThatIsNotRefused() {
    String path = PATH + "?pretty=" + "a".repeat(8_000) + "&fieldSelector=metadata.name%3Dy";
    ExecuteRequest.Builder request = deletion();
    request.getSpecBuilder().getOperationBuilder().getRawRequestBuilder().setPath(path);
    request.getSpecBuilder().addExpectations("x".repeat(100_000));

    assertThat(AuditedRequest.of(request.build()).whole().toString())
        .contains(path, "truncated_bytes");
  }

  @Test
  void ofAnyOtherRequestTheBeginningIsOnRecord() {
    String filter = "caller=jane AND " + "x".repeat(100_000);

    String told =
        AuditedRequest.of(ListExecutionsRequest.newBuilder().setFilter(filter).build())
            .whole()
            .toString();

    assertThat(told).contains("caller=jane", "truncated_bytes");
    assertThat(told.length()).isLessThan(1_000);
  }
}
