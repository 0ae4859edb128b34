package io.fleetexecutor.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetexecutor.log.LogException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The names of streams and subjects.
 *
 * @param prefix of all of them
 */
record Subjects(String prefix) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  /** Whether there can be an execution with this id. */
  static boolean isId(String executionId) {
    return ID.matcher(executionId).matches();
  }

  String logStream() {
    return prefix + "-log";
  }

  String catalogStream() {
    return prefix + "-catalog";
  }

  String requestStream() {
    return prefix + "-requests";
  }

  String logs() {
    return prefix + ".log.*";
  }

  /**
   * @throws LogException.NoSuchExecution where there can be none with this id
   */
  String log(String executionId) {
    if (!isId(executionId)) {
      throw new LogException.NoSuchExecution(executionId);
    }
    return prefix + ".log." + executionId;
  }

  String catalog() {
    return prefix + ".catalog.*";
  }

  String entry(String executionId) {
    return prefix + ".catalog." + executionId;
  }

  String requests() {
    return prefix + ".request.*";
  }

  /** Of a request id, which may have any characters. */
  String request(String requestId) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(requestId.getBytes(UTF_8));
      return prefix + ".request." + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String runningStream() {
    return prefix + "-running";
  }

  String allRunning() {
    return prefix + ".running.*";
  }

  String running(String executionId) {
    return prefix + ".running." + executionId;
  }

  String replicaStream() {
    return prefix + "-replicas";
  }

  String replicas() {
    return prefix + ".replica.*";
  }

  String replica(String replica) {
    return prefix + ".replica." + replica;
  }

  /** Where a process is told what to do with the executions that it runs. */
  String commands(String replica) {
    return prefix + ".command." + replica;
  }

  /** Where a process calls others to go on with what it has left. */
  String calls() {
    return prefix + ".call";
  }

  /** Where writers tell that there is more of an execution. */
  String told(String executionId) {
    return prefix + ".told." + executionId;
  }

  String anyTold() {
    return prefix + ".told.*";
  }

  /** Where a process gets messages, from whoever it is. */
  String postTo(String replica) {
    return post(replica, "*");
  }

  String post(String to, String from) {
    return prefix + ".post." + to + "." + from;
  }

  /** What a subject is about. */
  static String lastPart(String subject) {
    return subject.substring(subject.lastIndexOf('.') + 1);
  }
}
