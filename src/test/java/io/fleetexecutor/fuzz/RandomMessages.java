package io.fleetexecutor.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.Map;

/** Makes messages of any type, by choice, out of samples for the fields' texts. */
public final class RandomMessages {
  private static final int MOST_ENTRIES = 4;

  /** The largest request that the service takes. */
  private static final int MOST_BYTES = 4 << 20;

  private final Choices choices;
  private final Map<String, List<String>> samples;

  /**
   * @param samples by the name of the field; those of the empty name are for all others
   */
  public RandomMessages(Choices choices, Map<String, List<String>> samples) {
    this.choices = choices;
    this.samples = samples;
  }

  /** As it arrives, which is out of bytes; an empty one where it would be too large to arrive. */
  @SuppressWarnings("unchecked")
  public <M extends Message> M of(M defaultInstance) throws InvalidProtocolBufferException {
    Message message = message(defaultInstance.newBuilderForType());
    return message.getSerializedSize() > MOST_BYTES
        ? defaultInstance
        : (M) defaultInstance.getParserForType().parseFrom(message.toByteString());
  }

  private Message message(Message.Builder builder) {
    for (OneofDescriptor oneof : builder.getDescriptorForType().getRealOneofs()) {
      int chosen = choices.below(oneof.getFieldCount() + 1);
      if (chosen < oneof.getFieldCount()) {
        set(builder, oneof.getField(chosen));
      }
    }
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      if (field.getRealContainingOneof() == null && choices.isOneIn(2)) {
        set(builder, field);
      }
    }
    if (choices.isOneIn(64)) {
      builder.setUnknownFields(unknown());
    }
    return builder.build();
  }

  private void set(Message.Builder builder, FieldDescriptor field) {
    if (!field.isRepeated()) {
      builder.setField(field, value(builder, field));
      return;
    }
    int count = choices.isOneIn(64) ? choices.below(1 << 15) : choices.below(MOST_ENTRIES);
    Object first = value(builder, field);
    int most = MOST_ENTRIES + MOST_BYTES / 4 / size(first);
    for (int i = 0; i < Math.min(count, most); i++) {
      builder.addRepeatedField(field, i < MOST_ENTRIES ? value(builder, field) : first);
    }
  }

  private static int size(Object value) {
    return switch (value) {
      case Message message -> 1 + message.getSerializedSize();
      case String text -> 1 + text.length();
      default -> Long.BYTES;
    };
  }

  private Object value(Message.Builder parent, FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT -> (int) choices.number();
      case LONG -> choices.number();
      case FLOAT -> Float.intBitsToFloat((int) choices.number());
      case DOUBLE ->
          choices.isOneIn(2) ? choices.below(200) / 2.0 : Double.longBitsToDouble(choices.number());
      case BOOLEAN -> choices.isOneIn(2);
      case STRING -> choices.text(samples(field.getName()));
      case BYTE_STRING -> ByteString.copyFrom(choices.bytes());
      case ENUM -> enumValue(field.getEnumType());
      case MESSAGE -> message(parent.newBuilderForField(field));
    };
  }

  private Object enumValue(EnumDescriptor type) {
    return choices.isOneIn(16)
        ? type.findValueByNumberCreatingIfUnknown((int) choices.number())
        : choices.oneOf(type.getValues());
  }

  private List<String> samples(String field) {
    return samples.getOrDefault(field, samples.getOrDefault("", List.of("")));
  }

  private UnknownFieldSet unknown() {
    var fields = UnknownFieldSet.newBuilder();
    int count = 1 + (choices.isOneIn(4) ? choices.below(1 << 15) : choices.below(MOST_ENTRIES));
    for (int i = 0; i < count; i++) {
      fields.mergeVarintField(1_000 + i, 1);
    }
    return fields.build();
  }
}
