package io.fleetexecutor.execution;

import java.util.List;

/**
 * The rollout policy contradicts itself, or the clusters that were selected; nothing was started.
 */
public final class UnfitPolicyException extends RuntimeException {
  private final List<Misfit> misfits;

  /**
   * @param field of the request
   * @param description the value, and what would be right
   */
  public record Misfit(String field, String description) {}

  UnfitPolicyException(List<Misfit> misfits) {
    super(misfits.toString());
    this.misfits = List.copyOf(misfits);
  }

  /** All of them; at least one. */
  public List<Misfit> misfits() {
    return misfits;
  }
}
