package io.propensity.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {

  private static final JavaClasses ALL = Module.allClasses();
  private static final Map<Module, Set<String>> NAMES = names();

  @ParameterizedTest
  @EnumSource
  void arrowsBetweenModulesRunOneWay(Module module) {
    List<String> against = new ArrayList<>();
    for (JavaClass type : module.classes()) {
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType().getName())
          .filter(
              target -> NAMES.keySet().stream().anyMatch(other -> breaks(module, other, target)))
          .forEach(target -> against.add(type.getName() + " knows " + target));
    }
    assertThat(against).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void packagesOfAModuleFormNoCycle(Module module) {
    slices().matching("io.propensity.(**)").should().beFreeOfCycles().check(module.classes());
  }

  /** In the order in which data walk: each step knows what comes before it, never what follows. */
  @Test
  void aStepOfTrainingKnowsOnlyTheStepsBeforeIt() {
    List<String> steps =
        List.of(
            "pipeline",
            "ingest",
            "features",
            "split",
            "algorithm",
            "tuning",
            "evaluation",
            "explanation",
            "export",
            "report",
            "training");
    // The contracts have a package of reports too.
    DescribedPredicate<JavaClass> ofTraining =
        DescribedPredicate.describe(
            "of the training job",
            type -> NAMES.getOrDefault(Module.TRAINING_JOB, Set.of()).contains(type.getName()));
    for (int i = 0; i < steps.size() - 1; i++) {
      String[] later =
          steps.subList(i + 1, steps.size()).stream()
              .map(step -> "io.propensity." + step + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("io.propensity." + steps.get(i) + "..")
          .should()
          .dependOnClassesThat(resideInAnyPackage(later).and(ofTraining))
          .allowEmptyShould(true)
          .check(Module.TRAINING_JOB.classes());
    }
  }

  @Test
  void onlyTheListOfAlgorithmsKnowsThem() {
    for (String algorithm : List.of("catboost", "mllib")) {
      String own = "io.propensity.algorithm." + algorithm + "..";
      noClasses()
          .that()
          .resideOutsideOfPackage(own)
          .and()
          .doNotHaveSimpleName("Algorithms")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(own)
          .check(Module.TRAINING_JOB.classes());
    }
  }

  @Test
  void theContractsKnowNoEngine() {
    classes()
        .that()
        .doNotHaveFullyQualifiedName("io.propensity.json.YamlReader")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "io.propensity..",
            "org.jspecify.annotations",
            "com.fasterxml.jackson.annotation")
        .check(Module.COMMON.classes());
  }

  @Test
  void onlyTheServiceKnowsSpringAndItKnowsNoSpark() {
    noClasses()
        .that(
            resideInAPackage("io.propensity..")
                .and(JavaClass.Predicates.resideOutsideOfPackage("io.propensity.api..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "jakarta..")
        .check(ALL);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..")
        .check(Module.CONFIG_API.classes());
  }

  @Test
  void theServiceReadsJsonWithJackson3ExceptWhereSwaggerWantsTheOther() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.propensity.api.docs")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson.databind..")
        .check(Module.CONFIG_API.classes());
  }

  @Test
  void noTextIsEverRunAsSql() {
    noClasses()
        .should()
        .callMethod("org.apache.spark.sql.functions", "expr", "java.lang.String")
        .orShould()
        .callMethod("org.apache.spark.sql.SparkSession", "sql", "java.lang.String")
        .orShould()
        .callMethod("org.apache.spark.sql.Dataset", "selectExpr", "[Ljava.lang.String;")
        .orShould()
        .callMethod("org.apache.spark.sql.Dataset", "filter", "java.lang.String")
        .orShould()
        .callMethod("org.apache.spark.sql.Dataset", "where", "java.lang.String")
        .check(ALL);
  }

  @Test
  void onlyTheOwnersQueriesAreParsedAsSql() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.propensity.features.OwnerSql")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("org\\.apache\\.spark\\.sql\\.catalyst\\.parser\\.Parser.*Interface")
        .orShould()
        .callMethod("org.apache.spark.sql.internal.SessionState", "sqlParser")
        .check(ALL);
  }

  @Test
  void nothingIsDeserialisedAsAnObject() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.ObjectInputStream|java\\.beans\\.XMLDecoder")
        .orShould()
        .callMethod("java.lang.Runtime", "exec", "java.lang.String")
        .check(ALL);
  }

  @Test
  void stateThatIsStaticDoesNotChange() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveName("$assertionsDisabled")
        .should()
        .beFinal()
        .check(ALL);
  }

  @Test
  void injectionGoesThroughConstructors() {
    fields()
        .should()
        .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .andShould()
        .notBeAnnotatedWith("jakarta.inject.Inject")
        .check(ALL);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)").check(ALL);
  }

  @Test
  void everyPackageSaysThatNothingInItIsNull() {
    Set<String> packages =
        ALL.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages)
        .allSatisfy(
            name ->
                assertThat(
                        ALL.getPackage(name).isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                    .as("package %s is @NullMarked", name)
                    .isTrue());
  }

  private static boolean breaks(Module from, Module to, String target) {
    return !from.mayKnow(to) && NAMES.getOrDefault(to, Set.of()).contains(target);
  }

  private static Map<Module, Set<String>> names() {
    Map<Module, Set<String>> names = new EnumMap<>(Module.class);
    for (Module module : Module.values()) {
      names.put(module, module.names());
    }
    return names;
  }
}
