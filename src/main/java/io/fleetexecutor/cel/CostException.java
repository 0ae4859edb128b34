package io.fleetexecutor.cel;

/** An evaluation that costs more than any reasonable one. */
final class CostException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String text;

  CostException(String text) {
    super(text, null, false, false);
    this.text = text;
  }

  @Override
  public String getMessage() {
    return text;
  }
}
