package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.json.ElementReader;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects one cluster's output in one format, up to its limits. */
abstract class OutputCollector {

  private final OutputPolicy policy;
  private final Review review;
  private final Visibility visibility;
  private final long maxCount;
  private long count;
  private long bytes;
  private long sentBytes;
  private boolean truncated;

  /**
   * @param maxCount 0: no limit
   */
  OutputCollector(OutputPolicy policy, Review review, Visibility visibility, long maxCount) {
    this.policy = policy;
    this.review = review;
    this.visibility = visibility;
    this.maxCount = maxCount;
  }

  static OutputCollector of(OperationContext context, long maxCount, ApiResource resource) {
    OutputPolicy policy = context.outputPolicy();
    Review review = context.review();
    Visibility visibility = context.visibility(resource.ref("", ""));
    return switch (policy.format()) {
      case OBJECTS, METADATA -> new ObjectCollector(policy, review, visibility, maxCount, resource);
      case TABLE -> new TableCollector(policy, review, visibility, maxCount, resource);
      case NONE ->
          review.needsObjects()
              ? new ObjectCollector(policy, review, visibility, maxCount, resource)
              : new CountCollector(policy, review, visibility, maxCount);
    };
  }

  OutputPolicy policy() {
    return policy;
  }

  /** Where every object of the answer goes, too. */
  Review review() {
    return review;
  }

  /** How much of the objects it may keep, and show to the review. */
  Visibility visibility() {
    return visibility;
  }

  /** What reads the elements of the arrays of an answer, by the arrays' names. */
  abstract Map<String, ElementReader> elementReaders();

  abstract @Nullable Output output();

  /** Starts over. */
  void clear() {
    count = 0;
    bytes = 0;
    sentBytes = 0;
    truncated = false;
    review.clear();
  }

  /** One element more; false where the caller wants no more of them. */
  boolean wantsMore() {
    if (maxCount > 0 && count >= maxCount) {
      truncated = true;
      return false;
    }
    return true;
  }

  /** How many bytes of output there still may be. */
  final long room() {
    return policy.maxOutputBytes() - bytes;
  }

  /** Whether an element of this size is still taken; if not, nothing after it is. */
  boolean take(long size) {
    sentBytes += size;
    if (size > room()) {
      truncated = true;
      return false;
    }
    bytes += size;
    count++;
    return true;
  }

  /**
   * The same of an element whose object the review may keep.
   *
   * @param objectBytes of the object's JSON
   */
  boolean take(long size, long objectBytes) {
    boolean isKept = review.reserve(objectBytes);
    truncated |= !isKept;
    return isKept && take(size);
  }

  /** There is more than is taken. */
  final void cut() {
    truncated = true;
  }

  void skip() {
    count++;
  }

  /** Whether it wants no more than so many elements. */
  boolean isLimited() {
    return maxCount > 0;
  }

  boolean isTruncated() {
    return truncated;
  }

  /**
   * How many elements the next page should have at most: one more than wanted tells if there are.
   */
  long pageSize(long usual) {
    return maxCount == 0 ? usual : Math.min(usual, maxCount - count + 1);
  }

  /** Whether the review is shown every object that comes. */
  abstract boolean showsObjects();

  ClusterAnswer answer() {
    if (showsObjects() && !truncated) {
      review.sawAll();
    }
    return ClusterAnswer.succeeded(output(), truncated, sentBytes);
  }
}
