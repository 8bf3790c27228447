package io.propensity.scoring.shap;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.OneHotEncoderModel;
import org.apache.spark.ml.feature.VectorAssembler;

/**
 * Which feature each place of a pipeline's vector is made of. Training names the columns that it
 * assembles by the feature's number: {@code __value_I}, {@code __missing_I}, {@code __place_I} and,
 * of as many places as it tells categories apart, {@code __parts_I}.
 */
final class VectorPlaces {

  private static final Pattern COLUMN = Pattern.compile("__(value|missing|place|parts)_(\\d{1,6})");

  private VectorPlaces() {}

  /**
   * The features by place, counted from 0 in the model's order.
   *
   * @param size how many places the model reads; negative when it does not say
   */
  static int[] of(PipelineModel pipeline, int features, int size) {
    int[] places =
        Arrays.stream(assembler(pipeline).getInputCols())
            .flatMapToInt(column -> places(pipeline, column, features))
            .toArray();
    if (size >= 0 && size != places.length) {
      throw new UnexplainableModelException(
          "its model reads %d places of a vector, its stages make %d"
              .formatted(size, places.length));
    }
    return places;
  }

  private static VectorAssembler assembler(PipelineModel pipeline) {
    for (Transformer stage : pipeline.stages()) {
      if (stage instanceof VectorAssembler assembler) {
        return assembler;
      }
    }
    throw new UnexplainableModelException("it has no stage that makes a vector");
  }

  private static IntStream places(PipelineModel pipeline, String column, int features) {
    Matcher named = COLUMN.matcher(column);
    if (!named.matches() || Integer.parseInt(named.group(2)) >= features) {
      throw new UnexplainableModelException(
          "its vector is made of a column '%s', which says no feature".formatted(column));
    }
    int feature = Integer.parseInt(named.group(2));
    int count = named.group(1).equals("parts") ? parts(pipeline, column) : 1;
    return IntStream.generate(() -> feature).limit(count);
  }

  private static int parts(PipelineModel pipeline, String column) {
    for (Transformer stage : pipeline.stages()) {
      if (stage instanceof OneHotEncoderModel encoder) {
        int at = Arrays.asList(encoder.getOutputCols()).indexOf(column);
        if (at >= 0) {
          return encoder.categorySizes()[at] - (encoder.getDropLast() ? 1 : 0);
        }
      }
    }
    throw new UnexplainableModelException("no stage makes its column '%s'".formatted(column));
  }
}
