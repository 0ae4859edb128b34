package io.fleetexecutor.filter;

/**
 * A field's name, an operator and a value, as a filter has them.
 *
 * @param position of the operator
 */
record Comparison(String field, int position, Operator operator, Value value) {

  void requireEquality() {
    if (operator != Operator.EQUAL && operator != Operator.NOT_EQUAL) {
      throw new FilterException(
          position,
          "%s cannot be compared with %s; it takes = and !=".formatted(field, operator.sign()));
    }
  }

  FilterException wrongValue(String right) {
    return new FilterException(
        value.position(),
        "%s is compared with '%s'; it must be %s".formatted(field, value.text(), right));
  }
}
