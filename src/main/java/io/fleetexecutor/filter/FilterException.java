package io.fleetexecutor.filter;

/** A text is no filter; the message says where, what was found and what would be right. */
public final class FilterException extends RuntimeException {
  private final int position;

  FilterException(int position, String message) {
    super("character " + position + ": " + message);
    this.position = position;
  }

  /** The character at which it goes wrong, from 1. */
  public int position() {
    return position;
  }
}
