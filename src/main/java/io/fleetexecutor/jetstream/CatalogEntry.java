package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.Ending;
import io.fleetexecutor.log.ExecutionEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it stands in the catalog.
 *
 * @param bytes of its records' payloads, once it has ended
 * @param trimmed whether only its last record is kept
 */
record CatalogEntry(ExecutionEntry entry, long bytes, boolean trimmed) {
  private static final int FORMAT = 1;

  static CatalogEntry of(ExecutionEntry entry) {
    return new CatalogEntry(entry, 0, false);
  }

  boolean hasEnded() {
    return entry.endTime() != null;
  }

  CatalogEntry ended(Ending ending, long allBytes) {
    return new CatalogEntry(entry.ended(ending), allBytes, trimmed);
  }

  CatalogEntry asTrimmed() {
    return new CatalogEntry(entry, 0, true);
  }

  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeUTF(entry.id());
      out.writeUTF(entry.requestId());
      out.writeUTF(entry.fingerprint());
      write(out, entry.createTime());
      out.writeInt(entry.header().length);
      out.write(entry.header());
      out.writeBoolean(hasEnded());
      if (entry.endTime() != null) {
        write(out, entry.endTime());
      }
      out.writeLong(bytes());
      out.writeBoolean(trimmed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IllegalArgumentException where these are no such bytes
   */
  static CatalogEntry read(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException("format %d is unknown".formatted(format));
      }
      String id = in.readUTF();
      String requestId = in.readUTF();
      String fingerprint = in.readUTF();
      Instant createTime = instant(in);
      byte[] header = in.readNBytes(in.readInt());
      @Nullable Instant endTime = in.readBoolean() ? instant(in) : null;
      return new CatalogEntry(
          new ExecutionEntry(id, requestId, fingerprint, createTime, header, endTime),
          in.readLong(),
          in.readBoolean());
    } catch (IOException | DateTimeException e) {
      throw new IllegalArgumentException("an entry cannot be read", e);
    }
  }

  private static void write(DataOutputStream out, Instant time) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  private static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }
}
