package io.propensity.scoring;

import io.propensity.scoring.shap.ShapValues;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.functions;

/**
 * Makes the column that says why an MLlib pipeline scores a row as it does.
 *
 * @param several whether there is an output for each class, of which the most probable is explained
 */
record MllibExplanation(Broadcast<ShapValues> shap, Explanation explanation, boolean several)
    implements UDF2<Vector, Vector, Row> {

  Column of(Dataset<Row> scored) {
    Column row = scored.col(MllibColumns.FEATURES);
    Column outputs = several ? scored.col(MllibColumns.PROBABILITY) : row;
    return functions.udf(this, Explanation.TYPE).apply(row, outputs).as(Scorer.EXPLANATION);
  }

  @Override
  public Row call(Vector row, Vector outputs) {
    int output = several ? outputs.argmax() : 0;
    ShapValues values = shap.value();
    return (Row)
        CatalystTypeConverters.convertToScala(
            explanation.of(values.base(output), values.of(row.toArray(), output)),
            Explanation.TYPE);
  }
}
