package io.propensity.pipeline;

import io.propensity.json.YamlDraft;
import io.propensity.model.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a pipeline whose file may be wrong in places. A key that may be left out and is
 * wrong counts as left out; {@link #knows} tells that from one that is not there.
 *
 * @param sourceNames of all sources, those whose values are wrong among them
 * @param unknown keys of the file whose values are not known, or not all of them
 */
public record PipelineParts(
    @Nullable Key key,
    @Nullable Task task,
    Map<String, Source> sources,
    Set<String> sourceNames,
    @Nullable String features,
    Map<String, String> derive,
    @Nullable Label label,
    List<String> numeric,
    List<String> categorical,
    List<String> exclude,
    @Nullable String weight,
    @Nullable ClassWeights classWeights,
    SplitSpec split,
    @Nullable AlgorithmSpec algorithm,
    @Nullable CrossValidation crossValidation,
    @Nullable Tuning tuning,
    EvaluationSpec evaluation,
    @Nullable List<String> exports,
    Set<String> unknown) {

  /** The keys of the file that these parts are of. */
  private static final List<String> KEYS =
      List.of(
          "key",
          "task",
          "sources",
          "features",
          "derive",
          "label",
          "numeric",
          "categorical",
          "exclude",
          "weight",
          "class_weights",
          "split",
          "algorithm",
          "cross_validation",
          "tuning",
          "evaluation",
          "exports");

  /** Shares of a split that a stand-in for a whole pipeline has. */
  private static final double TESTED = 0.2;

  /** What could be bound of a file. */
  static PipelineParts of(YamlDraft<Pipeline> draft) {
    Set<String> unknown = new TreeSet<>(KEYS);
    unknown.removeIf(draft::knows);
    return new PipelineParts(
        part(draft, "key", Key.class).orElse(null),
        part(draft, "task", Task.class).orElse(null),
        map(draft, "sources"),
        draft.names("sources"),
        part(draft, "features", String.class).orElse(null),
        map(draft, "derive"),
        part(draft, "label", Label.class).orElse(null),
        list(draft, "numeric").orElse(List.of()),
        list(draft, "categorical").orElse(List.of()),
        list(draft, "exclude").orElse(List.of()),
        part(draft, "weight", String.class).orElse(null),
        part(draft, "class_weights", ClassWeights.class).orElse(null),
        part(draft, "split", SplitSpec.class).orElse(SplitSpec.byDefault()),
        part(draft, "algorithm", AlgorithmSpec.class).orElse(null),
        part(draft, "cross_validation", CrossValidation.class).orElse(null),
        part(draft, "tuning", Tuning.class).orElse(null),
        part(draft, "evaluation", EvaluationSpec.class).orElse(EvaluationSpec.byDefault()),
        list(draft, "exports").orElse(null),
        unknown);
  }

  /** Whether all of these keys' values are known. */
  public boolean knows(String... keys) {
    return Set.of(keys).stream().noneMatch(unknown::contains);
  }

  /** Whether the rows of a source get their number as their key. */
  public boolean numbers(String source) {
    return key != null
        && key.isGenerated()
        && (source.equals(Pipeline.RAW) || split.parts().contains(source));
  }

  /** The source whose rows are trained on. */
  public String main() {
    return split instanceof SplitSpec.Sources parts ? parts.train() : Pipeline.RAW;
  }

  /**
   * A pipeline that has the algorithm and what its parameters are held against, and stand-ins for
   * all else; empty when too little is known.
   */
  public Optional<Pipeline> standIn() {
    if (algorithm == null || task == null || !knows("algorithm", "task", "class_weights")) {
      return Optional.empty();
    }
    return Optional.of(
        new Pipeline(
            1,
            "stand-in",
            Key.of("id"),
            task,
            Map.of(Pipeline.RAW, Source.generated(SourceFormat.SAMPLE_USERS, Map.of())),
            null,
            null,
            standInLabel(task),
            List.of("*"),
            List.of(),
            null,
            null,
            task == Task.REGRESSION ? null : classWeights,
            standInSplit(),
            algorithm,
            crossValidation,
            null,
            null,
            null,
            null));
  }

  private Label standInLabel(Task task) {
    return new Label(
        "label",
        null,
        null,
        task == Task.BINARY ? List.of("yes") : null,
        task == Task.MULTICLASS && label != null ? label.classes() : null);
  }

  private SplitSpec standInSplit() {
    double validated = split.validationShare();
    return new SplitSpec.Random(validated, validated > 0 ? 0 : TESTED, split.seed(), null);
  }

  private static <P> Optional<P> part(YamlDraft<Pipeline> draft, String key, Class<P> type) {
    return draft.part(key).map(type::cast);
  }

  @SuppressWarnings("unchecked") // The binder made it of the record's own type.
  private static <V> Map<String, V> map(YamlDraft<Pipeline> draft, String key) {
    return (Map<String, V>) draft.part(key).orElse(Map.of());
  }

  @SuppressWarnings("unchecked") // The binder made it of the record's own type.
  private static Optional<List<String>> list(YamlDraft<Pipeline> draft, String key) {
    return draft.part(key).map(all -> (List<String>) all);
  }
}
