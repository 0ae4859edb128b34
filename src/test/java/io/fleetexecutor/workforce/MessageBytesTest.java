package io.fleetexecutor.workforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageBytesTest {

  static Stream<Message> messages() {
    return Stream.of(
        new Message.Borrow(1, "execution", 5, "über"),
        new Message.Begin(Long.MAX_VALUE, Duration.ofMillis(1_500)),
        new Message.Return(3),
        new Message.Roll(1, 9, Set.of(1L, 2L), Set.of(2L)),
        new Message.Lent(4),
        new Message.Refused(5),
        new Message.Unknown(6),
        new Message.Fence("execution", 7),
        new Message.Fenced("execution", 8));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageIsReadAsItWasWritten(Message message) {
    assertThat(MessageBytes.read(MessageBytes.write(message))).isEqualTo(message);
  }

  @Test
  void anAnswerHasLittleBesideItsBytes() {
    byte[] written = MessageBytes.write(new Message.Answer(1, 2, 3, new byte[] {7, 8}));
    assertThat(written).hasSizeLessThanOrEqualTo(2 + MessageBytes.OVERHEAD);
    Message.Answer answer = (Message.Answer) MessageBytes.read(written);
    assertThat(answer.part()).isEqualTo(2);
    assertThat(answer.parts()).isEqualTo(3);
    assertThat(answer.bytes()).containsExactly(7, 8);
  }

  @Test
  void aRollHasLittleBesideItsLoans() {
    byte[] written = MessageBytes.write(new Message.Roll(1, 9, Set.of(1L, 2L), Set.of(2L, 1L)));
    assertThat(written)
        .hasSizeLessThanOrEqualTo(2 * MessageBytes.LOAN_IN_ROLL + MessageBytes.OVERHEAD);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void whatIsNoMessageIsRefused(Message message) {
    byte[] bytes = MessageBytes.write(message);
    for (int length = 0; length < bytes.length; length++) {
      byte[] torn = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> MessageBytes.read(torn))
          .isInstanceOf(IllegalArgumentException.class);
    }
    bytes[0] = 99;
    assertThatThrownBy(() -> MessageBytes.read(bytes)).hasMessageContaining("99");
  }
}
