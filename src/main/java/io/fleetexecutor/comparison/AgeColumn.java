package io.fleetexecutor.comparison;

/** Columns of tables that tell how old something is, which is no difference between clusters. */
public final class AgeColumn {

  private AgeColumn() {}

  /**
   * @param name as the API server writes it
   * @param type as in an OpenAPI schema, or its format
   */
  public static boolean is(String name, String type) {
    return type.equals("date") || name.equals("Age");
  }
}
