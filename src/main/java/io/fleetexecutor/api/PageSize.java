package io.fleetexecutor.api;

/** The size of a page, as the caller asked for it. */
final class PageSize {
  private static final int DEFAULT = 100;
  private static final int MOST = 1_000;

  private PageSize() {}

  static int read(int asked, Violations violations) {
    violations.check(
        asked >= 0,
        "page_size",
        "is %d, must be at least 1, or 0 for the default".formatted(asked));
    return asked == 0 ? DEFAULT : Math.min(asked, MOST);
  }
}
