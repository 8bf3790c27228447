package io.propensity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.environment.Roots;
import io.propensity.model.Task;
import io.propensity.run.ConfigurationException;
import io.propensity.run.NotFoundException;
import io.propensity.run.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineFileTest {

  private static final String FULL =
      """
      format_version: 1
      name: churn
      key: id
      task: binary
      sources:
        raw:
          path: ${raw}/users.csv
          format: csv
          options:
            separator: ;
          schema: id STRING, age INT, left STRING
      derive:
        old: age > 60
      label:
        column: left
        positive: "Yes"
      numeric: [age, old]
      categorical: [city]
      split:
        validation: 0.1
        test: 0.2
        seed: 7
      algorithm:
        name: catboost
        params:
          iterations: 50
          learning_rate: 0.1
        max_rows: 1000
        sample: true
      """;

  @TempDir Path folder;

  @Test
  void readsEveryKey() throws IOException {
    Pipeline pipeline = read(FULL);

    assertThat(pipeline.name()).isEqualTo("churn");
    assertThat(pipeline.key()).isEqualTo(Key.of("id"));
    assertThat(pipeline.task()).isEqualTo(Task.BINARY);
    assertThat(pipeline.raw())
        .isEqualTo(
            Source.of(
                SourceFormat.CSV,
                "/lake/raw/users.csv",
                Map.of("separator", ";"),
                "id STRING, age INT, left STRING"));
    assertThat(pipeline.derive()).containsExactly(Map.entry("old", "age > 60"));
    assertThat(pipeline.label()).isEqualTo(Label.of("left", "Yes"));
    assertThat(pipeline.numeric()).containsExactly("age", "old");
    assertThat(pipeline.categorical()).containsExactly("city");
    assertThat(pipeline.split()).isEqualTo(new SplitSpec.Random(0.1, 0.2, 7L, null));
    assertThat(pipeline.algorithm().params())
        .isEqualTo(Map.of("iterations", 50, "learning_rate", 0.1));
    assertThat(pipeline.algorithm().rowLimit()).isEqualTo(1000);
    assertThat(pipeline.algorithm().samples()).isTrue();
  }

  @Test
  void whatMayBeLeftOutHasADefault() throws IOException {
    Pipeline pipeline =
        read(
            FULL.replaceAll("(?m)^derive:\\R.*\\R", "")
                .replaceAll("(?m)^ {2}(max_rows|sample):.*\\R", "")
                .replaceAll("(?m)^ {2}params:\\R.*\\R.*\\R", "")
                .replaceAll("(?m)^categorical:.*\\R", ""));

    assertThat(pipeline.derive()).isEmpty();
    assertThat(pipeline.categorical()).isEmpty();
    assertThat(pipeline.algorithm().params()).isEmpty();
    assertThat(pipeline.algorithm().rowLimit()).isEqualTo(5_000_000);
    assertThat(pipeline.algorithm().samples()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tunning", "colour"})
  void refusesAnUnknownKeyWithItsLineAndTheKnownKeys(String key) {
    assertThatThrownBy(() -> read(FULL + key + ": 1\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("pipeline.yaml:30: unknown key '%s'; the keys there are", key)
        .hasMessageContaining(
            "algorithm, categorical, class_weights, cross_validation, derive, evaluation, exclude");
  }

  @Test
  void refusesRepeatsOfFoldsThatAreDealtByTime() throws IOException {
    String time = "split={by: time, column: age}";

    assertThatThrownBy(() -> read(FULL, time, "cross_validation={folds: 3, repeats: 2}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--set cross_validation={folds: 3, repeats: 2}: ")
        .hasMessageContaining("'cross_validation.repeats' is for folds that can be dealt anew");
    assertThat(read(FULL, time, "cross_validation={repeats: 1}").crossValidation()).isNotNull();
    assertThat(read(FULL, "cross_validation={repeats: 2}").crossValidation()).isNotNull();
  }

  @Test
  void refusesAnUnknownKeyWithin() {
    assertThatThrownBy(() -> read(FULL.replace("  sample: true", "  sampled: true")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("pipeline.yaml:29: unknown key 'algorithm.sampled'")
        .hasMessageContaining("max_rows, name, params, sample");
  }

  @Test
  void aSettingTakesThePlaceOfAValue() throws IOException {
    Pipeline pipeline =
        read(FULL, "algorithm.params.depth=8", "split.seed=9", "numeric=[age]", "task=binary");

    assertThat(pipeline.algorithm().params()).containsEntry("depth", 8);
    assertThat(pipeline.algorithm().params()).containsEntry("iterations", 50);
    assertThat(pipeline.split().seedOrDefault()).isEqualTo(9);
    assertThat(pipeline.numeric()).containsExactly("age");
  }

  @Test
  void aSettingOfAnUnknownKeyIsRefused() {
    assertThatThrownBy(() -> read(FULL, "algorithm.parms.depth=8"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("unknown key 'algorithm.parms'");
    assertThatThrownBy(() -> read(FULL, "depth"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--set depth: write key=value");
    assertThatThrownBy(() -> read(FULL, "key="))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--set key= gives no value");
    assertThatThrownBy(() -> read(FULL, "name=another"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--set name=another: the name says whose tables and models");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "format_version: 1|format_version: 2|'format_version' 2 is unknown; this release reads 1",
        "name: churn|name: Churn!|name 'Churn!' is not of the form",
        "task: binary|task: regression|'label.positive' is for task: binary alone",
        "numeric: [age, old]|numeric: [age, AGE]|'numeric' names feature 'AGE' twice",
        "numeric: [age, old]|numeric: [age, Left]|a model must not see what it predicts",
        "numeric: [age, old]|numeric: [age, id]|is the key or begins with an underscore",
        "numeric: [age, old]|numeric: [age, _x]|is the key or begins with an underscore",
        "  old: age|  left: age|'derive' names the label 'left'",
        "test: 0.2|test: -0.1|:21: 'split.test' must be a share in [0, 1)",
        "test: 0.2|test: 0.9|test and validation must be below 1 together",
        "name: catboost|name: xgboost|'algorithm.name' 'xgboost' is unknown; the algorithms are catboost, random-forest",
        "max_rows: 1000|max_rows: 0|'algorithm.max_rows' must be at least 1",
        "separator: ;|sep: ;|'sources.raw.options.sep' is unknown for format csv; the options there are",
        "format: csv|format: sample_users|'sources.raw.options.separator' is unknown for format sample_users",
        "separator: ;|multi_line: yes please|'sources.raw.options.multi_line' must be true or false",
        "separator: ;|separator: \"\"|'sources.raw.options.separator' must be a character such as ; or several",
        "separator: ;|encoding: utf8000|'sources.raw.options.encoding' must be a character set such as UTF-8",
        "separator: ;|separator:|lacks sources.raw.options.separator",
        "left STRING|ID STRING|:11: 'sources.raw.schema' names column 'ID' twice",
        "left STRING|left ARRAY<INT>|'sources.raw.schema' holds column 'left' of type array<int>, which no CSV file can hold",
        "left STRING|left NUMBER|'sources.raw.schema' is not a list of columns",
        "[city]|[city, ~]|lacks categorical[1]",
        "iterations: 50|iterations: |lacks algorithm.params.iterations",
        "seed: 7|seed: -7|'split.seed' is negative",
        "    path: ${raw}/users.csv||needs a path or a table, one of them",
        "path: ${raw}|path: ${nowhere}|${nowhere} has no value"
      })
  void refusesWhatDoesNotFit(String right, String wrong, String message) {
    String text = FULL.replace(right, wrong == null ? "" : wrong);

    assertThat(text).isNotEqualTo(FULL);
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("pipeline.yaml");
  }

  @Test
  void tellsAllFaultsOfTheFileEachWithItsLine() {
    String text =
        FULL.replace("task: binary", "task: binry")
            .replace("separator: ;", "seperator: ;")
            .replace("positive: \"Yes\"", "positive: Yes")
            .replace("max_rows: 1000", "max_rows: many");

    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.faults())
                    .extracting(fault -> fault.toString().replaceFirst(".*pipeline.yaml:", ""))
                    .satisfiesExactly(
                        line ->
                            assertThat(line)
                                .startsWith("4: 'task' is 'binry'")
                                .endsWith("did you mean binary?"),
                        line ->
                            assertThat(line)
                                .startsWith("10: 'sources.raw.options.seperator' is unknown")
                                .endsWith("did you mean separator?"),
                        line ->
                            assertThat(line)
                                .startsWith(
                                    "16: 'label.positive[0]' is Yes, which YAML reads as a boolean: quote it"),
                        line ->
                            assertThat(line)
                                .isEqualTo(
                                    "28: 'algorithm.max_rows' must be a whole number, and is 'many'")));
  }

  @Test
  void aSettingMayNameARootAndASnapshot() throws IOException {
    Pipeline pipeline =
        read(FULL, "sources.raw.path=${raw}/other.csv", "sources.raw.snapshot=123456789012");

    assertThat(pipeline.raw().path()).isEqualTo("/lake/raw/other.csv");
    assertThat(pipeline.raw().snapshot()).isEqualTo(123456789012L);
  }

  @Test
  void whatIsChosenOnTheValidationSplitNeedsOne() {
    String none = FULL.replace("validation: 0.1", "validation: 0");

    assertThatThrownBy(() -> read(none + "evaluation: {threshold: best_f1, calibration: platt}\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "pipeline.yaml:30: 'evaluation.threshold' is chosen on the validation split, which has no rows")
        .hasMessageContaining("'evaluation.calibration' is fitted on the validation split");
    assertThatThrownBy(
            () ->
                read(
                    FULL.replaceFirst("(?s)split:.*?algorithm:", "algorithm:")
                            .replace("sources:\n", "sources:\n  more: {format: sample_users}\n")
                        + "split: {by: sources, train: raw, test: more, validation: 0}\n"
                        + "evaluation: {threshold: {recall: 0.5}}\n"))
        .hasMessageContaining("'evaluation.threshold' is chosen on the validation split");
  }

  @Test
  void somethingHasToBeLeftToMeasureOn() throws IOException {
    String noTest = FULL.replace("test: 0.2", "test: 0");
    assertThat(read(noTest).split().tests()).isFalse();
    String nothing = noTest.replace("validation: 0.1", "validation: 0");
    assertThatThrownBy(() -> read(nothing))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(":21: 'split.test' is 0, and so is split.validation");
    assertThat(read(nothing + "cross_validation: {folds: 3}\n").split().validates()).isFalse();
  }

  @Test
  void tellsEverythingThatIsWrongWithAFileOfManyFaults() {
    String text =
        FULL.replace(
                    "    options:\n      separator: ;\n",
                    "    options: {header: yes, null_values: NA}\n")
                .replace("path: ${raw}", "path: ${RAW}")
                .replace("numeric: [age, old]", "numeric: age")
                .replace("label:\n  column: left\n  positive: \"Yes\"", "label: left")
                .replace("left STRING", "left TEXT")
                .replace("name: catboost", "name: catbost")
                .replace("task: binary", "task: binary\ntask: binary")
            + "refit: true\ncross_validation: 5\n";

    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.faults())
                    .extracting(fault -> fault.toString().replaceFirst(".*pipeline.yaml:", ""))
                    .containsExactly(
                        "5: key 'task' stands twice, in line 4 already",
                        "8: ${RAW} has no value: set the variable RAW, or write ${RAW:-default}",
                        "10: 'sources.raw.options.header' is yes, which may be a boolean or text: write true or false, or quote it",
                        "10: 'sources.raw.options.null_values' is unknown for format csv; the options there are [comment, date_format, decimal, encoding, escape, header, multi_line, null_value, quote, separator, thousands, timestamp_format, trailing_separator, trim]; did you mean null_value?",
                        "11: 'sources.raw.schema' is not a list of columns such as 'id STRING, age INT, at TIMESTAMP': Unsupported data type \"TEXT\". (line 1, pos 25)",
                        "14: 'label' has keys of its own, column, expression, sql, positive, classes, and is 'left'",
                        "15: 'numeric' must be a list, such as [age], and is 'age'",
                        "22: 'algorithm.name' 'catbost' is unknown; the algorithms are catboost, random-forest, gbt, logistic-regression, linear-regression; did you mean 'catboost'?",
                        "28: 'refit' is 'true'; it must be all",
                        "29: 'cross_validation' has keys of its own, folds, repeats, choose_iterations, and is '5'"));
  }

  @Test
  void tellsAllFaultsOfAQuality() {
    assertThatThrownBy(
            () ->
                read(
                    FULL.replace(
                        "    schema:",
                        """
                            quality:
                              - not_nul: id
                              - severity: warning
                              - {unique: id, severity: loud}
                            schema:\
                        """)))
        .hasMessageContaining("pipeline.yaml:12: 'sources.raw.quality[0]' names no rule 'not_nul'")
        .hasMessageContaining(
            "pipeline.yaml:13: 'sources.raw.quality[1]' names no rule; write severity beside one")
        .hasMessageContaining(
            "pipeline.yaml:14: 'sources.raw.quality[2]' has severity loud; write error or warning");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluation: {gate: {metric: rocauc, at_least: 0.7}}",
        "tuning: {space: {depth: [4]}, metric: rocauc}"
      })
  void refusesAMetricThatTheTaskHasNot(String line) {
    assertThatThrownBy(() -> read(FULL + line + "\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "metric' 'rocauc' is no metric of task binary; its metrics are accuracy")
        .hasMessageContaining("did you mean 'roc_auc'");
  }

  @Test
  void groupsCannotBeStratified() {
    assertThatThrownBy(
            () ->
                read(
                    FULL.replace("  seed: 7\n", "  by: group\n  column: city\n  stratify: true\n")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "pipeline.yaml:24: 'split.stratify' cannot be had with by: group, whose rows stay together");
  }

  @Test
  void readsEveryKindOfSplit() throws IOException {
    String before = FULL.substring(0, FULL.indexOf("split:"));
    String after = FULL.substring(FULL.indexOf("algorithm:"));
    String more = after + "\n";
    assertThat(read(before + "split: {by: group, column: user, test: 0.3}\n" + more).split())
        .isEqualTo(new SplitSpec.Group("user", null, 0.3, null, null));
    assertThat(
            read(before + "split: {by: time, column: at, test: 0.3, fallback: random}\n" + more)
                .split())
        .isEqualTo(new SplitSpec.Time("at", null, 0.3, SplitSpec.Time.Fallback.RANDOM, null));
    assertThat(read(before + "split: {by: column, column: part}\n" + more).split())
        .isEqualTo(new SplitSpec.Column("part", null));
    assertThat(read(before + more).split()).isEqualTo(SplitSpec.byDefault());
    assertThatThrownBy(
            () -> read(before + "split: {by: sources, train: raw, test: holdout}\n" + more))
        .hasMessageContaining("'split.test' names 'holdout', which is no source");
    assertThatThrownBy(() -> read(before + "split: {by: times, column: at}\n" + more))
        .hasMessageContaining("'split.by' is 'times'; it must be one of random, group, time")
        .hasMessageContaining("did you mean time?");
  }

  @Test
  void readsEvaluationTuningAndQuality() throws IOException {
    Pipeline pipeline =
        read(
            FULL.replace(
                    "    schema:",
                    """
                        quality:
                          - not_null: id
                          - range: {age: {min: 0}}
                            severity: warning
                        max_malformed: 0.01
                        schema:\
                    """)
                + """
                cross_validation: {folds: 3}
                tuning: {space: {depth: [4, 6]}, search: random}
                refit: all
                evaluation:
                  threshold: {value: {true_positive: 10, false_positive: -1}}
                  calibration: isotonic
                  gate: {metric: roc_auc, at_least: 0.7}
                  segments: [city]
                """);

    assertThat(pipeline.evaluation().threshold())
        .isEqualTo(new Threshold.HighestValue(10, -1, 0, 0));
    assertThat(pipeline.evaluation().gate()).isEqualTo(new Gate("roc_auc", 0.7, null));
    assertThat(Objects.requireNonNull(pipeline.tuning()).trialsOrDefault()).isEqualTo(20);
    assertThat(Objects.requireNonNull(pipeline.crossValidation()).foldsOrDefault()).isEqualTo(3);
    assertThat(pipeline.refitsAll()).isTrue();
    assertThat(pipeline.raw().malformedBound()).isEqualTo(new MaxMalformed.Share(0.01));
    assertThat(pipeline.raw().rules().toString()).contains("not_null: id", "warning");
    assertThatThrownBy(() -> read(FULL + "evaluation: {threshold: best}\n"))
        .hasMessageContaining("'evaluation.threshold' must be a score in [0, 1], best_f1");
  }

  @Test
  void saysWhatToDoWhenThereIsNoPipeline() {
    assertThatThrownBy(
            () ->
                PipelineFile.read(folder.resolve("none").toString(), roots(), Map.of(), List.of()))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("pass --pipeline DIR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"campaign-response", "telco-churn"})
  void thePipelinesOfTheCheckoutCanBeRead(String name) {
    String shipped = Path.of("../pipelines", name).toString();

    assertThat(PipelineFile.read(shipped, roots(), Map.of(), List.of()).name()).isEqualTo(name);
  }

  private Pipeline read(String yaml, String... settings) throws IOException {
    Files.writeString(folder.resolve(PipelineFile.NAME), yaml);
    return PipelineFile.read(folder.toString(), roots(), Map.of(), List.of(settings));
  }

  private static Roots roots() {
    return new Roots("/lake/raw", "/lake/warehouse", "/lake/models", "/lake/reports", "/lake/out");
  }
}
