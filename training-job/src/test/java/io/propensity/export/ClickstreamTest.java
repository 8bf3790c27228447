package io.propensity.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.features.Features;
import io.propensity.features.FeaturesTable;
import io.propensity.model.Feature;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.PipelineFile;
import io.propensity.test.LocalSpark;
import io.propensity.training.Pipelines;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queries of {@code pipelines/clickstream-propensity}, over few events. */
class ClickstreamTest {

  private static final String FOLDER = "../pipelines/clickstream-propensity";

  /**
   * Session a buys at 10:05, b only looks, c begins with its purchase, one event has no session.
   */
  private static final String EVENTS =
      """
      ('10:00:00', 'view', 1, 'tv.flat', 'sony', 100.10, 7, 'a'),
      ('10:04:00', 'cart', 1, 'tv.flat', 'sony', 100.10, 7, 'a'),
      ('10:05:00', 'purchase', 1, 'tv.flat', 'sony', 100.10, 7, 'a'),
      ('11:00:00', 'view', 2, NULL, NULL, 5.25, 8, 'b'),
      ('11:00:30', 'view', 3, 'audio', 'jbl', 15.75, 8, 'b'),
      ('12:00:00', 'purchase', 3, 'audio', 'jbl', 15.75, 9, 'c'),
      ('12:01:00', 'view', 3, 'audio', 'jbl', 15.75, 9, 'c'),
      ('13:00:00', 'view', 3, 'audio', 'jbl', 15.75, 9, NULL)
      """;

  /** With the purchase of a, and after it. */
  private static final String LATER =
      """
      , ('10:05:00', 'view', 9, 'other', 'other', 999.0, 7, 'a'),
      ('10:06:00', 'cart', 9, 'other', 'other', 999.0, 7, 'a'),
      ('10:07:00', 'purchase', 9, 'other', 'other', 999.0, 7, 'a'),
      ('12:02:00', 'cart', 9, 'other', 'other', 999.0, 9, 'c')
      """;

  @Test
  void noFeatureSeesThePurchaseOrWhatCameAfterIt() {
    List<Row> before = features(EVENTS).rows().orderBy("user_session").collectAsList();
    List<Row> after = features(EVENTS + LATER).rows().orderBy("user_session").collectAsList();

    assertThat(after).isEqualTo(before);
    assertThat(before).extracting(row -> row.getString(0)).containsExactly("a", "b");
  }

  @Test
  void aSessionIsMadeOfWhatWasSeen() {
    FeaturesTable table = features(EVENTS);

    assertThat(
            table
                .rows()
                .select(
                    "user_session",
                    "_label",
                    "events",
                    "views",
                    "carts",
                    "products",
                    "mean_price",
                    "cart_value",
                    "seconds",
                    "hour",
                    "first_category",
                    "first_brand",
                    "carts_per_view")
                .orderBy("user_session")
                .collectAsList())
        .hasToString(
            "[[a,1,2,1,1,1,100.1,100.1,240,10,tv,sony,1.0],"
                + " [b,0,2,2,0,2,10.5,0.0,30,11,null,null,0.0]]");
    assertThat(table.recipe().classes()).containsExactly("false", "true");
    assertThat(table.recipe().columns().features())
        .extracting(Feature::name)
        .contains("events", "weekend", "first_brand")
        .doesNotContain("user_id", "session_start", "user_session");
  }

  @Test
  void everyExportIsWritten(@TempDir Path directory) throws Exception {
    Dataset<Row> features = features(EVENTS).rows();
    Dataset<Row> predictions =
        LocalSpark.session()
            .sql(
                "SELECT * FROM VALUES ('a', 1, 'test', 0.75d), ('b', 0, 'test', 0.2d)"
                    + " t(user_session, _label, _split, prediction_score)");
    Map<String, String> queries = new LinkedHashMap<>();
    ExportFiles.of(pipeline().parts(), FOLDER)
        .forEach(file -> queries.put(file, PipelineFile.text(FOLDER, file)));
    Map<String, byte[]> told = new LinkedHashMap<>();
    List<Exports.Export> written =
        new Exports(LocalSpark.session(), queries)
            .write(
                Map.of("raw", raw(EVENTS), "features", features, "predictions", predictions),
                FileSystem.getLocal(new Configuration()),
                new org.apache.hadoop.fs.Path(directory.toUri()),
                told::put);

    assertThat(written)
        .extracting(Exports.Export::name)
        .containsExactly(
            "calibration_bins",
            "conversion_by_weekday_hour",
            "drivers",
            "events_cube",
            "funnel_by_day",
            "kpis",
            "predictions_cube",
            "propensity_by_day",
            "propensity_histogram",
            "purchases_by_hour",
            "roc_curve",
            "session_distributions",
            "sessions_by_day_hour",
            "sessions_cube",
            "threshold_curves",
            "top_brands",
            "top_categories");
    assertThat(written).allSatisfy(export -> assertThat(export.rows()).isPresent());
    assertThat(told.keySet())
        .containsExactlyElementsOf(written.stream().map(Exports.Export::name).toList());
    assertThat(directory.resolve("kpis.json")).hasBinaryContent(told.get("kpis"));
    assertThat(directory.resolve("roc_curve.json"))
        .content()
        .contains("\"false_positive_rate\" : 0.0", "\"true_positive_rate\" : 1.0");
    assertThat(directory.resolve("sessions_cube.json"))
        .content()
        .contains("\"department\" : \"tv\"", "\"price\" : \"50 to 200\"");
    assertThat(directory.resolve("kpis.json"))
        .content()
        .contains(
            "\"purchases\" : 2",
            "\"revenue\" : 115.85",
            "\"first_event\" : \"2019-10-01T10:00:00Z\"");
    assertThat(
            LocalSpark.session()
                .read()
                .parquet(directory.resolve("threshold_curves.parquet").toString())
                .filter("threshold = 0.5")
                .collectAsList())
        .hasToString("[[0.500000,1,1.0,1.0,1.0]]");
  }

  private static FeaturesTable features(String events) {
    return new Features(
            LocalSpark.session(),
            pipeline(),
            file -> PipelineFile.text(FOLDER, file),
            LocalDate.parse("2026-11-20"))
        .of(Map.of("raw", raw(events)));
  }

  private static Pipeline pipeline() {
    return Pipelines.parse(PipelineFile.text(FOLDER, "pipeline.yaml"));
  }

  private static Dataset<Row> raw(String events) {
    return LocalSpark.session()
        .sql(
            "SELECT CAST('2019-10-01 ' || time AS TIMESTAMP) AS event_time, event_type,"
                + " CAST(product_id AS BIGINT) AS product_id, CAST(product_id AS BIGINT) AS"
                + " category_id, category_code, brand, CAST(price AS DOUBLE) AS price, CAST(user_id"
                + " AS BIGINT) AS user_id, user_session FROM VALUES "
                + events
                + " AS t(time, event_type, product_id, category_code, brand, price, user_id,"
                + " user_session)");
  }
}
