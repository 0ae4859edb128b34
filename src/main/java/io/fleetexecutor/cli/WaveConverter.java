package io.fleetexecutor.cli;

import io.fleetexecutor.v1.Wave;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A wave: 1:soak=10m, 10%:approve, 'tier=canary,region in (eu,us):name=canary'. What is no size is
 * a label selector; whether it is a right one, the service knows.
 */
final class WaveConverter implements ITypeConverter<Wave> {
  // No label has a %, so that a wrong percentage is told as one.
  private static final Pattern SIZE = Pattern.compile("[+-]?\\d+|.*%");

  @Override
  public Wave convert(String text) {
    // Label selectors have no colons.
    List<String> parts = List.of(text.split(":", -1));
    Wave.Builder wave = Wave.newBuilder();
    try {
      setMembers(wave, parts.getFirst().strip());
      Set<String> given = new HashSet<>();
      for (String part : parts.subList(1, parts.size())) {
        set(wave, given, part.strip());
      }
    } catch (TypeConversionException wrong) {
      throw new TypeConversionException("'" + text + "' is no wave: " + wrong.getMessage());
    }
    return wave.build();
  }

  private static void setMembers(Wave.Builder wave, String members) {
    if (members.isEmpty()) {
      throw new TypeConversionException(
          "it must begin with its clusters: 10, 20% or a label selector, as tier=canary");
    }
    if (SIZE.matcher(members).matches()) {
      wave.setSize(new CountOrPercentConverter().convert(members));
    } else {
      wave.setLabelSelector(members);
    }
  }

  private static void set(Wave.Builder wave, Set<String> given, String part) {
    String[] pair = part.split("=", 2);
    String key = pair[0];
    String value = pair.length == 1 ? "" : pair[1];
    switch (key) {
      case "soak" ->
          wave.setSoakDuration(
              new DurationConverter().convert(required(value, "soak needs a duration: soak=10m")));
      case "approve" -> wave.setApprovalRequired(isFlag(pair));
      case "name" -> wave.setDisplayName(required(value, "name needs a text: name=canary"));
      default ->
          throw new TypeConversionException(
              "'" + part + "' is neither soak=DURATION nor approve nor name=NAME");
    }
    if (!given.add(key)) {
      throw new TypeConversionException(key + " is there twice");
    }
  }

  private static String required(String value, String message) {
    if (value.isEmpty()) {
      throw new TypeConversionException(message);
    }
    return value;
  }

  private static boolean isFlag(String[] pair) {
    if (pair.length > 1) {
      throw new TypeConversionException("approve takes no value");
    }
    return true;
  }
}
