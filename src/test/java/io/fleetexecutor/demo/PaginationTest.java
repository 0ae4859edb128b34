package io.fleetexecutor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PaginationTest {

  private static TestFleet test;

  @BeforeAll
  static void start() {
    test = TestFleet.withoutLatency();
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void pagesTogetherAreTheWholeList() throws Exception {
    List<String> whole = uids(test.json("demo-001", "/api/v1/pods"));
    List<String> paged = new ArrayList<>();
    String token = "";
    do {
      JsonNode page = test.json("demo-001", "/api/v1/pods?limit=4&continue=" + token);
      List<String> uids = uids(page);
      assertThat(uids).hasSizeBetween(1, 4);
      paged.addAll(uids);
      assertThat(page.at("/metadata/remainingItemCount").asInt(0))
          .isEqualTo(whole.size() - paged.size());
      token = page.at("/metadata/continue").asText();
    } while (!token.isEmpty());
    assertThat(paged).isEqualTo(whole).hasSizeGreaterThan(4);
  }

  @Test
  void theLimitCountsSelectedObjectsAndWhatRemainsIsNotSaid() throws Exception {
    JsonNode page = test.json("demo-001", "/api/v1/pods?labelSelector=app%3Dweb&limit=2");
    assertThat(page.path("items")).hasSize(2);
    assertThat(page.at("/metadata/continue").asText()).isNotEmpty();
    assertThat(page.path("metadata").has("remainingItemCount")).isFalse();
  }

  @Test
  void aPageThatHoldsEverythingHasNoToken() throws Exception {
    JsonNode page = test.json("demo-001", "/api/v1/namespaces?limit=7");
    assertThat(page.path("items")).hasSize(7);
    assertThat(page.path("metadata").has("continue")).isFalse();
  }

  @Test
  void tablesArePagedToo() throws Exception {
    JsonNode table = test.json("demo-001", "/api/v1/namespaces?limit=3", TestFleet.TABLE);
    assertThat(table.path("rows")).hasSize(3);
    assertThat(table.at("/metadata/continue").asText()).isNotEmpty();
    assertThat(table.at("/metadata/remainingItemCount").asInt()).isEqualTo(4);
  }

  private static List<String> uids(JsonNode list) {
    List<String> uids = new ArrayList<>();
    list.path("items").forEach(item -> uids.add(item.at("/metadata/uid").asText()));
    return uids;
  }
}
