package io.fleetexecutor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The package rules: which part of the service may know which. */
@AnalyzeClasses(packages = "io.fleetexecutor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] PURE = {
    "io.fleetexecutor.manifest..",
    "io.fleetexecutor.cel..",
    "io.fleetexecutor.comparison..",
    "io.fleetexecutor.redaction.."
  };

  @ArchTest
  static final ArchRule theModelKnowsOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage("io.fleetexecutor.model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.fleetexecutor.model..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule thePoolKnowsOnlyMutiny =
      classes()
          .that()
          .resideInAPackage("io.fleetexecutor.pool..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.fleetexecutor.pool..", "java..", "org.jspecify..", "io.smallrye.mutiny..");

  @ArchTest
  static final ArchRule rolloutsKnowOnlyTheModelAndBackoffs =
      classes()
          .that()
          .resideInAPackage("io.fleetexecutor.rollout..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.fleetexecutor.rollout..",
              "io.fleetexecutor.model..",
              "java..",
              "org.jspecify..",
              "io.github.resilience4j..");

  @ArchTest
  static final ArchRule onlyRolloutsAndManagementClustersKnowBackoffs =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.fleetexecutor.rollout..", "io.fleetexecutor.inventory.management..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.github.resilience4j..");

  @ArchTest
  static final ArchRule managementClustersKnowNothingOfInventories =
      noClasses()
          .that()
          .resideInAPackage("io.fleetexecutor.inventory.management..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.fleetexecutor.inventory", "io.fleetexecutor.execution..");

  @ArchTest
  static final ArchRule filtersKnowOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage("io.fleetexecutor.filter..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.fleetexecutor.filter..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule labelSelectorsKnowOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage("io.fleetexecutor.label..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.fleetexecutor.label..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule theLogsPortKnowsOnlyTheModelAndMutiny =
      classes()
          .that()
          .resideInAPackage("io.fleetexecutor.log..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.fleetexecutor.log..",
              "io.fleetexecutor.model..",
              "java..",
              "org.jspecify..",
              "io.smallrye.mutiny..");

  @ArchTest
  static final ArchRule theStoreKnowsThePortAndItsLibraries =
      classes()
          .that()
          .resideInAPackage("io.fleetexecutor.store..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.fleetexecutor.store..",
              "io.fleetexecutor.log..",
              "io.fleetexecutor.model..",
              "java..",
              "javax.sql..",
              "org.jspecify..",
              "org.jboss.logging..",
              "io.smallrye.mutiny..",
              "org.sqlite..",
              "org.flywaydb..");

  @ArchTest
  static final ArchRule onlyTheStoreKnowsDatabases =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.fleetexecutor.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.flywaydb..");

  @ArchTest
  static final ArchRule theEngineKnowsNeitherQuarkusNorKubernetesNorGrpc =
      noClasses()
          .that()
          .resideInAnyPackage("io.fleetexecutor.execution..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..", "io.fabric8..", "io.grpc..", "io.fleetexecutor.v1..", "io.vertx..");

  @ArchTest
  static final ArchRule onlyTheEdgesKnowGrpcAndItsMessages =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.fleetexecutor.api..", "io.fleetexecutor.cli..", "io.fleetexecutor.v1..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "io.fleetexecutor.v1..");

  @ArchTest
  static final ArchRule onlyTheClusterSideKnowsFabric8 =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.fleetexecutor.operation..",
              "io.fleetexecutor.inventory..",
              "io.fleetexecutor.demo..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.fabric8..");

  @ArchTest
  static final ArchRule onlyConnectionsAndTokensKnowOidc =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.fleetexecutor.cluster..",
              "io.fleetexecutor.identity..",
              "io.fleetexecutor.cli.token..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.nimbusds..");

  @ArchTest
  static final ArchRule permissionsKnowOnlyTheModelLabelsAndFiles =
      classes()
          .that()
          .resideInAPackage("io.fleetexecutor.access..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.fleetexecutor.access..",
              "io.fleetexecutor.model..",
              "io.fleetexecutor.label..",
              "io.fleetexecutor.file..",
              "java..",
              "org.jspecify..",
              "org.jboss.logging..");

  @ArchTest
  static final ArchRule tokensOfTheCommandLineKnowOnlyTheirLibraries =
      classes()
          .that()
          .resideInAPackage("io.fleetexecutor.cli.token..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.fleetexecutor.cli.token..",
              "io.fleetexecutor.address..",
              "java..",
              "org.jspecify..",
              "com.fasterxml.jackson..",
              "com.nimbusds..");

  @ArchTest
  static final ArchRule addressesKnowOnlyTheJdkAndHowIpAddressesAreWritten =
      classes()
          .that()
          .resideInAPackage("io.fleetexecutor.address..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.fleetexecutor.address..", "java..", "org.jspecify..", "io.netty.util..");

  @ArchTest
  static final ArchRule onlyTheDistributedLogKnowsNats =
      onlyIn("io.fleetexecutor.jetstream..", "io.nats..");

  @ArchTest
  static final ArchRule theDistributedLogKnowsThePortsAndItsLibrary =
      classes()
          .that()
          .resideInAPackage("io.fleetexecutor.jetstream..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.fleetexecutor.jetstream..",
              "io.fleetexecutor.log..",
              "io.fleetexecutor.execution..",
              "io.fleetexecutor.pool..",
              "io.fleetexecutor.workforce..",
              "io.fleetexecutor.access..",
              "io.fleetexecutor.model..",
              "java..",
              "javax.net.ssl..",
              "org.jspecify..",
              "org.jboss.logging..",
              "io.smallrye.mutiny..",
              "io.nats..");

  @ArchTest
  static final ArchRule workforcesKnowThePoolAndThePortsOfExecutions =
      classes()
          .that()
          .resideInAPackage("io.fleetexecutor.workforce..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.fleetexecutor.workforce..",
              "io.fleetexecutor.execution..",
              "io.fleetexecutor.pool..",
              "java..",
              "org.jspecify..",
              "org.jboss.logging..",
              "io.smallrye.mutiny..");

  @ArchTest
  static final ArchRule onlyExpressionsKnowCel = onlyIn("io.fleetexecutor.cel..", "dev.cel..");

  @ArchTest
  static final ArchRule onlyManifestsKnowSnakeYaml =
      onlyIn("io.fleetexecutor.manifest..", "org.yaml.snakeyaml..");

  @ArchTest
  static final ArchRule onlyComparisonsKnowDiffUtils =
      onlyIn("io.fleetexecutor.comparison..", "com.github.difflib..");

  private static ArchRule onlyIn(String home, String library) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  @ArchTest
  static final ArchRule manifestsExpressionsAndComparisonsKnowOnlyTheModelAndLibraries =
      slices()
          .matching("io.fleetexecutor.(manifest|cel|comparison)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule manifestsExpressionsAndComparisonsKnowNeitherClustersNorCallers =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.quarkus..", "io.vertx..", "io.grpc..", "io.fabric8..")
                  .or(
                      resideInAPackage("io.fleetexecutor..")
                          .and(resideOutsideOfPackages(PURE))
                          .and(resideOutsideOfPackage("io.fleetexecutor.model.."))));

  @ArchTest
  static final ArchRule packagesHaveNoCycle =
      slices().matching("io.fleetexecutor.(*)..").should().beFreeOfCycles();
}
