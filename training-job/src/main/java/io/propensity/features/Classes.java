package io.propensity.features;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.propensity.model.Task;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a label's values are to a model.
 *
 * @param names in the order of the classes' numbers: of a binary task the negative one, the
 *     positive one; empty in a regression
 * @param positive the texts that are the positive class; empty unless the task is binary
 */
record Classes(Task task, List<String> names, List<String> positive) {

  /** What the negative class is called where several values are it. */
  static final String OTHER = "other";

  Classes {
    names = List.copyOf(names);
    positive = List.copyOf(positive);
  }

  /** A regression has none. */
  static Classes none() {
    return new Classes(Task.REGRESSION, List.of(), List.of());
  }

  /** The label's number: INT, −1 for a value that is no class; DOUBLE in a regression. */
  Column number(Column label, DataType type) {
    if (task == Task.REGRESSION) {
      Column number = label.cast(DataTypes.DoubleType);
      Column finite = number.gt(Double.NEGATIVE_INFINITY).and(number.lt(Double.POSITIVE_INFINITY));
      return when(
          number.isNotNull().and(org.apache.spark.sql.functions.not(isnan(number))).and(finite),
          number);
    }
    Column text = LabelText.of(label, type);
    if (task == Task.BINARY) {
      return when(text.isNotNull(), when(text.isin(positive.toArray()), 1).otherwise(0));
    }
    Column[] known = names.stream().map(name -> lit(name)).toArray(Column[]::new);
    return array_position(array(known), text).minus(1).cast(DataTypes.IntegerType);
  }
}
