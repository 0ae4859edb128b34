package io.fleetexecutor.pool;

/** Places, the last quarter of which, rounded down, is only for owners that hold none of them. */
record Capacity(int places) {

  boolean hasRoom(int taken, boolean holdsNone) {
    return taken < (holdsNone ? places : places - places / 4);
  }
}
