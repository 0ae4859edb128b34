package io.fleetexecutor.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, where, and with which advice. */
class FilterErrorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          RUNNING                  | 1  | found 'RUNNING' alone; write a comparison such as field = "RUNNING", with a field of: end_time, name, state
          name=a prod              | 8  | found 'prod' alone
          name=a "some text"       | 8  | found 'some text' alone
          name = a and name = b    | 10 | found 'and' alone
          colour = red             | 1  | there is no field 'colour'; the fields are: end_time, name, state
          name=a OR Name=b         | 11 | there is no field 'Name'
          spec.name = x            | 1  | found 'spec.'; fields of fields cannot be compared
          matches(name, x)         | 1  | found 'matches('; there are no functions
          name = lower(x)          | 8  | found 'lower('; there are no functions
          name : prod              | 6  | found ':'; expected = or !=, where * stands for any characters, as in field = "*part*"
          name:*                   | 5  | found ':'
          name ==  prod            | 7  | found '='; expected a value
          name <> prod             | 7  | found '>'; expected a value
          name =                   | 7  | found the end; expected a value
          name = (a OR b)          | 8  | found '('; expected a value
          name = AND               | 8  | found 'AND'; expected a value, in quotes
          = a                      | 1  | found '='; expected a comparison
          ()                       | 2  | found ')'; expected a comparison
          (                        | 2  | found the end; expected a comparison
          (name=a                  | 1  | found '(' without its ')'
          name=b (name=a OR name=c | 8  | found '(' without its ')'
          name=a)                  | 7  | found ')'; expected AND, OR, a comparison or the end
          name=a AND               | 11 | found the end; expected a comparison
          AND name=a               | 1  | found 'AND'; expected a comparison
          name=a AND OR name=b     | 12 | found 'OR'; expected a comparison
          name=a AND AND name=b    | 12 | found 'AND'; expected a comparison
          OR name=a                | 1  | found 'OR'; expected a comparison
          NOT NOT name=a           | 5  | found 'NOT'; expected a comparison
          NOT                      | 4  | found the end; expected a comparison
          name="a                  | 6  | found " without its end; close the quotes
          name='a"                 | 6  | found ' without its end; close the quotes
          name="a\\                | 6  | found " without its end; close the quotes
          name="ä😀\\n"            | 9  | found \\n; a backslash stands before
          name="😀" x              | 10 | found 'x' alone
          name < b                 | 6  | name cannot be compared with <; it takes = and !=
          state >= RUNNING         | 7  | state cannot be compared with >=; it takes = and !=
          state = DONE             | 9  | state is compared with 'DONE'; it must be one of RUNNING, FAILED, TIMED_OUT
          state = running          | 9  | state is compared with 'running'; it must be one of RUNNING
          state = *                | 9  | state is compared with '*'; it must be one of RUNNING
          end_time > yesterday     | 12 | end_time is compared with 'yesterday'; it must be a time as in RFC 3339, for example "2026-01-31T00:00:00Z"
          end_time > 2026-01-31    | 12 | it must be a time as in RFC 3339
          end_time>2026-02-30T00:00:00Z | 10 | it must be a time as in RFC 3339
          end_time>2026-01-31T00:00:00  | 10 | it must be a time as in RFC 3339
          """)
  void theMessageSaysWhereWhatAndWhatWouldBeRight(String filter, int position, String message) {
    FilterException refused = refused(filter);

    assertThat(refused).hasMessageContaining(message);
    assertThat(refused).hasMessageStartingWith("character " + position + ": ");
    assertThat(refused.position()).isEqualTo(position);
  }

  @Test
  void aFilterHasAtMost4096Characters() {
    assertThat(Run.named("a").passes("name=a" + " ".repeat(4090))).isTrue();
    assertThat(refused("name=a" + " ".repeat(4091)))
        .hasMessage("character 4097: the filter has 4,097 characters; at most 4,096 are allowed");
  }

  @Test
  void deepNestingIsRefusedWhereItBecomesTooDeep() {
    assertThat(refused("(".repeat(33) + "name=a" + ")".repeat(33)))
        .hasMessage("character 33: parentheses are nested deeper than 32");
    assertThat(refused("(".repeat(4096)).position()).isEqualTo(33);
    assertThat(refused("-(".repeat(2048)).position()).isEqualTo(66);
    assertThat(refused("NOT ".repeat(1024)).position()).isEqualTo(5);
  }

  private static FilterException refused(String filter) {
    FilterException refused =
        catchThrowableOfType(FilterException.class, () -> Filter.parse(filter, Run.FIELDS));
    assertThat(refused).as("'%s' is refused", filter).isNotNull();
    return refused;
  }
}
