package io.fleetexecutor.jetstream;

/** Somebody else has written to a subject since it was read. */
final class OutOfSequenceException extends Exception {
  OutOfSequenceException(String subject) {
    super("subject %s has another last message".formatted(subject));
  }
}
