package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.propensity.model.Split;
import io.propensity.run.Checks;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How rows are dealt to train, validation and test. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by", defaultImpl = SplitSpec.Random.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = SplitSpec.Random.class, name = "random"),
  @JsonSubTypes.Type(value = SplitSpec.Group.class, name = "group"),
  @JsonSubTypes.Type(value = SplitSpec.Time.class, name = "time"),
  @JsonSubTypes.Type(value = SplitSpec.Column.class, name = "column"),
  @JsonSubTypes.Type(value = SplitSpec.Sources.class, name = "sources")
})
public sealed interface SplitSpec {

  double DEFAULT_VALIDATION = 0.1;
  double DEFAULT_TEST = 0.2;
  long DEFAULT_SEED = 42;

  /** The share of validation rows, 0 where the split is not by shares. */
  double validationShare();

  /** The share of test rows, 0 where the split is not by shares. */
  double testShare();

  /** The seed that is written; null where none is. */
  @Nullable Long seed();

  /** What decides where a row falls, and what the trainers start from: 0 or more. */
  default long seedOrDefault() {
    Long written = seed();
    return written == null ? DEFAULT_SEED : written;
  }

  /** Whether each part gets the same share of each class. */
  default boolean stratified() {
    return false;
  }

  /** Whether there can be rows to validate on. */
  default boolean validates() {
    return validationShare() > 0;
  }

  /** Whether there can be rows to test on. */
  default boolean tests() {
    return testShare() > 0;
  }

  /** The sources whose rows become parts; empty where the rows of one are dealt. */
  default List<String> parts() {
    return List.of();
  }

  /** As the manifest records it. */
  default Split recorded() {
    return new Split(validationShare(), testShare(), seedOrDefault());
  }

  /** Tenth and fifth of the rows by a hash of the key. */
  static SplitSpec byDefault() {
    return new Random(null, null, null, null);
  }

  /** A split whose parts get shares of the rows. */
  sealed interface ByShares extends SplitSpec {

    /** The share that is written; null where none is. */
    @Nullable Double validation();

    /** The share that is written; null where none is. */
    @Nullable Double test();

    @Override
    default double validationShare() {
      Double written = validation();
      return written == null ? DEFAULT_VALIDATION : written;
    }

    @Override
    default double testShare() {
      Double written = test();
      return written == null ? DEFAULT_TEST : written;
    }
  }

  /** By a hash of the key and the seed. */
  record Random(
      @Nullable Double validation,
      @Nullable Double test,
      @Nullable Long seed,
      @Nullable Boolean stratify)
      implements ByShares {

    public Random {
      requireShares(new Checks(), validation, test, seed).done();
    }

    @Override
    public boolean stratified() {
      return stratify != null && stratify;
    }
  }

  /** By a hash of a column: all rows of a value, of a user say, fall into one part. */
  record Group(
      String column,
      @Nullable Double validation,
      @Nullable Double test,
      @Nullable Long seed,
      @Nullable Boolean stratify)
      implements ByShares {

    public Group {
      requireShares(
              new Checks().require(!column.isBlank(), "column", "is empty"), validation, test, seed)
          .require(
              stratify == null || !stratify,
              "stratify",
              "cannot be had with by: group, whose rows stay together whatever their classes: leave it out, or split by: random")
          .done();
    }
  }

  /** By a time: train first, then validation, then test; no time is in two parts. */
  record Time(
      String column,
      @Nullable Double validation,
      @Nullable Double test,
      @Nullable Fallback fallback,
      @Nullable Long seed)
      implements ByShares {

    /** What to do when the times are too few to split by. */
    public enum Fallback {
      @JsonProperty("random")
      RANDOM
    }

    public Time {
      requireShares(
              new Checks().require(!column.isBlank(), "column", "is empty"), validation, test, seed)
          .done();
    }

    /** Whether the split is random where it cannot be by time; otherwise it is refused. */
    public boolean fallsBack() {
      return fallback == Fallback.RANDOM;
    }
  }

  /** By a column that says {@code train}, {@code validation} or {@code test}. */
  record Column(String column, @Nullable Long seed) implements SplitSpec {

    public Column {
      requireShares(new Checks().require(!column.isBlank(), "column", "is empty"), null, null, seed)
          .done();
    }

    @Override
    public double validationShare() {
      return 0;
    }

    @Override
    public double testShare() {
      return 0;
    }

    @Override
    public boolean validates() {
      return true;
    }

    @Override
    public boolean tests() {
      return true;
    }
  }

  /**
   * By the source that a row comes from.
   *
   * @param validation a source, or the share of {@code train} that validates, by a hash of the key
   */
  record Sources(
      String train, @Nullable ValidationPart validation, String test, @Nullable Long seed)
      implements SplitSpec {

    public Sources {
      requireShares(new Checks(), null, null, seed)
          .require(!train.equals(test), "test", "is the source that is trained on")
          .require(
              validation == null
                  || validation.source() == null
                  || (!validation.source().equals(train) && !validation.source().equals(test)),
              "validation",
              "is the source of another part")
          .done();
    }

    @Override
    public double validationShare() {
      return validation == null || validation.share() == null ? 0 : validation.share();
    }

    @Override
    public double testShare() {
      return 0;
    }

    @Override
    public List<String> parts() {
      return Stream.of(train, validation == null ? null : validation.source(), test)
          .filter(Objects::nonNull)
          .toList();
    }

    @Override
    public boolean validates() {
      return validation != null && (validation.source() != null || validationShare() > 0);
    }

    @Override
    public boolean tests() {
      return true;
    }
  }

  private static Checks requireShares(
      Checks checks, @Nullable Double validation, @Nullable Double test, @Nullable Long seed) {
    double validated = validation == null ? DEFAULT_VALIDATION : validation;
    double tested = test == null ? DEFAULT_TEST : test;
    return checks
        .require(tested >= 0 && tested < 1, "test", "must be a share in [0, 1)")
        .require(validated >= 0 && validated < 1, "validation", "must be a share in [0, 1)")
        .require(
            validated + tested < 1 || validated >= 1 || tested >= 1,
            "",
            "leaves nothing to train on: test and validation must be below 1 together")
        .require(
            seed == null || seed >= 0, "seed", "is negative, which CatBoost takes for no seed");
  }
}
