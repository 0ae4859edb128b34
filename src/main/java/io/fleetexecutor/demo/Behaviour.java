package io.fleetexecutor.demo;

/** How a simulated cluster answers. */
enum Behaviour {
  NORMAL,
  /** Answers after about three seconds. */
  SLOW,
  /** Refuses every request for a resource with 403. */
  FORBIDDEN,
  /** Has a server URL on which nothing listens. */
  UNREACHABLE;

  /** In every twelve clusters the tenth, eleventh and twelfth are special. */
  static Behaviour of(int number) {
    return switch (number % 12) {
      case 10 -> SLOW;
      case 11 -> FORBIDDEN;
      case 0 -> UNREACHABLE;
      default -> NORMAL;
    };
  }
}
