package io.fleetexecutor.access;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * How much of a fleet one execution may have, by the rules that allow what it asks for: for each
 * demand in each cluster the widest limit counts, over all of them the narrowest.
 *
 * @param rulesOfClusters those that permit the operation, of each cluster
 */
record Reach(List<Demand> demands, Set<List<Rule>> rulesOfClusters) {

  /** How many clusters at most. */
  int clusters() {
    return narrowest(
        (demand, rules) ->
            rules.stream().filter(demand::isMetBy).mapToInt(Rule::mostClusters).max());
  }

  /** How many at once at most. */
  int parallel(int clusters) {
    return narrowest(
        (demand, rules) ->
            meeting(demand, rules, clusters).mapToInt(Rule::mostParallelClusters).max());
  }

  /** How many at once, whatever it turns out to be about. */
  int parallelAnyway(int clusters) {
    return narrowest(
        (demand, rules) -> {
          OptionalInt certain =
              meeting(demand, rules, clusters)
                  .filter(demand::isMetAnywayBy)
                  .mapToInt(Rule::mostParallelClusters)
                  .max();
          return certain.isPresent()
              ? certain
              : meeting(demand, rules, clusters).mapToInt(Rule::mostParallelClusters).min();
        });
  }

  private static Stream<Rule> meeting(Demand demand, Collection<Rule> rules, int clusters) {
    return rules.stream().filter(rule -> rule.mostClusters() >= clusters).filter(demand::isMetBy);
  }

  private int narrowest(BiFunction<Demand, List<Rule>, OptionalInt> limit) {
    return demands.stream()
        .flatMap(demand -> rulesOfClusters.stream().map(rules -> limit.apply(demand, rules)))
        .flatMapToInt(OptionalInt::stream)
        .min()
        .orElse(Rule.UNLIMITED);
  }
}
