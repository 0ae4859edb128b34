package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnTableTest {

  @Test
  void columnsKeepTheirWidthAndOnlyGrow() {
    ColumnTable table = new ColumnTable("CLUSTER", "NAME", "READY").withFirstColumn(10);

    assertThat(table.lines(List.of(List.of("a", "long-name", "1/1"))))
        .containsExactly("CLUSTER      NAME        READY", "a            long-name   1/1");
    assertThat(table.lines(List.of(List.of("b", "x", "1/1"))))
        .containsExactly("b            x           1/1");
    assertThat(table.lines(List.of(List.of("c", "longer-name", "1/1"), List.of("c", "x", "0/1"))))
        .containsExactly("c            longer-name   1/1", "c            x             0/1");
  }

  @Test
  void missingCellsAreEmptyAndSurplusOnesDropped() {
    assertThat(new ColumnTable("A", "B").lines(List.of(List.of("1"), List.of("1", "2", "3"))))
        .containsExactly("A   B", "1", "1   2");
  }

  @Test
  void aCellCannotBreakItsLine() {
    assertThat(new ColumnTable("A", "B").lines(List.of(List.of("x\ny", "\u001b[31mred"))))
        .containsExactly("A      B", "x\\ny   \\u001b[31mred");
  }
}
