package io.fleetexecutor.workforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final int LARGE = 3 << 20;

  private final List<Message.Answer> sent = new ArrayList<>();
  private final Answers answers = new Answers(new RecordingPost(), "borrower");

  private final class RecordingPost implements Post {
    @Override
    public String self() {
      return "self";
    }

    @Override
    public Set<String> others() {
      return Set.of("borrower");
    }

    @Override
    public Set<String> lenders() {
      return Set.of();
    }

    @Override
    public Long epoch(String executionId) {
      return 1L;
    }

    @Override
    public boolean isHeld() {
      return true;
    }

    @Override
    public void send(String to, byte[] message) {
      assertThat(message).hasSizeLessThanOrEqualTo(maxBytes());
      sent.add((Message.Answer) MessageBytes.read(message));
    }

    @Override
    public int maxBytes() {
      return 1 << 20;
    }
  }

  private static Lent answered(long loan, int size) {
    Lent lent = new Lent("borrower", new Message.Borrow(loan, "execution", 1, "cluster"));
    lent.answer = new byte[size];
    for (int i = 0; i < size; i += 1_000) {
      lent.answer[i] = (byte) (i / 1_000);
    }
    return lent;
  }

  @Test
  void aLargeAnswerComesInPartsThatMakeItWhole() {
    Lent lent = answered(7, LARGE);
    answers.add(lent);

    assertThat(sent).hasSize(4);
    AnswerParts parts = new AnswerParts(4);
    assertThat(sent.subList(0, 3)).allSatisfy(part -> assertThat(parts.add(part)).isNull());
    assertThat(parts.add(sent.get(3))).isEqualTo(lent.answer);
  }

  @Test
  void anAnswerWithoutOneOfItsPartsIsNotWhole() {
    answers.add(answered(7, LARGE));
    AnswerParts parts = new AnswerParts(4);
    for (int i : new int[] {0, 1, 3}) {
      assertThat(parts.add(sent.get(i))).isNull();
    }
  }

  @Test
  void anEmptyAnswerIsAnAnswer() {
    answers.add(answered(7, 0));
    assertThat(new AnswerParts(1).add(sent.getFirst())).isEmpty();
  }

  @Test
  void noMoreAreOnTheirWayThanThereIsRoomFor() {
    Lent first = answered(1, LARGE);
    Lent second = answered(2, LARGE);
    Lent third = answered(3, 100);
    answers.add(first);
    answers.add(second);
    answers.add(third);
    assertThat(sent).extracting(Message.Answer::loan).containsOnly(1L);

    sent.clear();
    answers.sendAgain(second);
    assertThat(sent).as("it was never sent").isEmpty();
    answers.sendAgain(first);
    assertThat(sent).hasSize(4);

    sent.clear();
    answers.remove(first);
    assertThat(sent).extracting(Message.Answer::loan).containsOnly(2L, 3L);
  }

  @Test
  void whatNobodyWantsAnyMoreIsNotSentAndTakesNoRoom() {
    Lent first = answered(1, LARGE);
    Lent second = answered(2, LARGE);
    answers.add(first);
    answers.add(second);
    answers.remove(second);
    answers.remove(first);
    sent.clear();
    answers.add(answered(3, 5 << 20));
    assertThat(sent).as("larger than the window, but alone").hasSize(6);
  }
}
