package io.propensity.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.dayofweek;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.propensity.pipeline.Source;
import io.propensity.run.ConfigurationException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Events of an online shop in the columns of the REES46 data, made by a formula. A session is some
 * views, then perhaps carts, then perhaps a purchase, then perhaps further views. A session with
 * {@code v} views whose last product costs {@code p} has a cart with probability {@code s(-2.4 +
 * 0.3 min(v, 8) - 0.001 min(p, 1000) + 0.4 evening)}, where {@code s(z) = 1 / (1 + exp(-z))}, and
 * one of {@code c} carts a purchase with probability {@code s(-0.9 + 0.15 min(v, 8) + 0.8 (c - 1) -
 * 0.001 min(p, 1000) + 0.4 weekend)}. Each draw is a hash of the session, the seed and its purpose,
 * so the events are the same on any number of machines.
 */
final class ClickstreamEvents {

  private static final long DEFAULT_ROWS = 100_000;
  private static final long LEAST_ROWS = 1_000;
  private static final long MOST_ROWS = 1_000_000_000;
  private static final long MOST_DAYS = 3_650;
  private static final long ROWS_A_PARTITION = 1_000_000;
  private static final double EVENTS_A_SESSION = 5.16;
  private static final long SECONDS_A_DAY = 86_400;
  private static final int PRODUCTS = 20_000;
  private static final int FIRST_PRODUCT = 1_000_000;
  private static final long FIRST_CATEGORY = 2_053_013_550_000_000_000L;
  private static final int FIRST_USER = 500_000_000;

  private static final List<String> CATEGORIES =
      List.of(
          "electronics.smartphone",
          "electronics.audio.headphone",
          "electronics.clocks",
          "electronics.video.tv",
          "computers.notebook",
          "computers.desktop",
          "computers.peripherals.mouse",
          "appliances.kitchen.refrigerators",
          "appliances.kitchen.washer",
          "appliances.environment.vacuum",
          "furniture.living_room.sofa",
          "furniture.bedroom.bed",
          "apparel.shoes",
          "apparel.shoes.keds",
          "kids.toys",
          "sport.bicycle",
          "auto.accessories.player",
          "construction.tools.drill");

  private static final List<String> BRANDS =
      List.of(
          "samsung", "apple", "xiaomi", "huawei", "lg", "sony", "bosch", "lenovo", "acer", "asus",
          "hp", "indesit", "philips", "jbl", "casio", "nike", "respect", "makita");

  private final Chance chance;
  private final Source source;

  private ClickstreamEvents(Source source) {
    this.source = source;
    this.chance = new Chance(source.option("seed", 42));
  }

  /**
   * Events by the options {@code rows} (about so many; 100,000), {@code days} (30), {@code
   * start_date} (2019-10-01), {@code users} (a session has one of them; a twentieth of the rows)
   * and {@code seed} (42).
   */
  static Dataset<Row> read(SparkSession spark, Source source) {
    return new ClickstreamEvents(source).events(spark);
  }

  private Dataset<Row> events(SparkSession spark) {
    long rows = between("rows", DEFAULT_ROWS, LEAST_ROWS, MOST_ROWS);
    long sessions = Math.round(rows / EVENTS_A_SESSION);
    int partitions =
        (int) Math.max(spark.sparkContext().defaultParallelism(), rows / ROWS_A_PARTITION);
    Dataset<Row> made = sessions(spark.range(0, sessions, 1, partitions).toDF("session"), rows);
    return events(made);
  }

  private Dataset<Row> sessions(Dataset<Row> ids, long rows) {
    Column id = col("session");
    Column last = least(col("views"), lit(8)).cast("double");
    return ids.withColumn(
            "user_id", user(id, between("users", Math.max(1, rows / 20), 1, MOST_ROWS)))
        .withColumn("start", start(id))
        .withColumn("views", least(chance.exponential("views", 4, id).plus(1), lit(60)))
        .withColumn("gap", floor(chance.uniform("gap", id).multiply(80)).plus(10).cast("bigint"))
        .withColumn("wanted", product(id, col("views").minus(1)))
        .withColumn("cost", least(price(col("wanted")), lit(1000.0)))
        .withColumn(
            "carts",
            when(
                    chance
                        .uniform("cart", id)
                        .lt(
                            Chance.sigmoid(
                                last.multiply(0.3)
                                    .minus(2.4)
                                    .minus(col("cost").multiply(0.001))
                                    .plus(
                                        when(hour(moment(col("start"))).geq(17), 0.4)
                                            .otherwise(0.0)))),
                    when(chance.uniform("second", id).lt(0.25), 2).otherwise(1))
                .otherwise(0))
        .withColumn(
            "purchases",
            when(
                    col("carts")
                        .gt(0)
                        .and(
                            chance
                                .uniform("purchase", id)
                                .lt(
                                    Chance.sigmoid(
                                        last.multiply(0.15)
                                            .minus(0.9)
                                            .plus(col("carts").minus(1).multiply(0.8))
                                            .minus(col("cost").multiply(0.001))
                                            .plus(
                                                when(
                                                        dayofweek(moment(col("start"))).isin(1, 7),
                                                        0.4)
                                                    .otherwise(0.0))))),
                    1)
                .otherwise(0))
        .withColumn(
            "later",
            when(col("purchases").gt(0), chance.exponential("later", 1.2, id)).otherwise(0));
  }

  private Dataset<Row> events(Dataset<Row> sessions) {
    Column i = col("i");
    Column bought = col("views").plus(col("carts"));
    Column isView = i.lt(col("views")).or(i.geq(bought.plus(col("purchases"))));
    Column total = bought.plus(col("purchases")).plus(col("later"));
    Column offset =
        i.multiply(col("gap"))
            .plus(floor(chance.uniform("moment", col("session"), i).multiply(col("gap"))));
    return sessions
        .withColumn("i", explode(sequence(lit(0), total.minus(1))))
        .withColumn("product_id", when(isView, product(col("session"), i)).otherwise(col("wanted")))
        .withColumn("category", floor(chance.uniform("category", col("product_id")).multiply(60)))
        .select(
            moment(col("start").plus(offset)).as("event_time"),
            when(isView, "view").when(i.lt(bought), "cart").otherwise("purchase").as("event_type"),
            col("product_id"),
            col("category").plus(FIRST_CATEGORY).as("category_id"),
            named(CATEGORIES, col("category"), 3).as("category_code"),
            named(BRANDS, floor(chance.uniform("brand", col("product_id")).multiply(22)), 1)
                .as("brand"),
            price(col("product_id")).as("price"),
            col("user_id"),
            uuid(col("session")).as("user_session"));
  }

  /** Few users come often. */
  private Column user(Column id, long users) {
    return floor(pow(chance.uniform("user", id), lit(1.6)).multiply(users))
        .plus(FIRST_USER)
        .cast("bigint");
  }

  /** Seconds since 1970: any day alike, most at noon and in the evening. */
  private Column start(Column id) {
    long days = between("days", 30, 1, MOST_DAYS);
    Column day = floor(chance.uniform("day", id).multiply(days)).multiply(SECONDS_A_DAY);
    Column time =
        chance
            .uniform("time", id)
            .plus(chance.uniform("hour", id))
            .divide(2)
            .multiply(0.85)
            .plus(0.12);
    long first = startDate().atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    return day.plus(floor(time.multiply(SECONDS_A_DAY))).plus(first).cast("bigint");
  }

  private static Column moment(Column seconds) {
    return timestamp_seconds(seconds);
  }

  /** Three views in a row are of one product. */
  private Column product(Column session, Column view) {
    Column look = floor(view.divide(3));
    return floor(pow(chance.uniform("product", session, look), lit(2.0)).multiply(PRODUCTS))
        .plus(FIRST_PRODUCT)
        .cast("bigint");
  }

  private Column price(Column product) {
    return round(exp(chance.uniform("price", product).multiply(4.5).plus(2.5)), 2);
  }

  /** A name by number; NULL for numbers beyond the list, as in the data that this is made after. */
  private static Column named(List<String> names, Column number, int each) {
    Column[] all = names.stream().map(org.apache.spark.sql.functions::lit).toArray(Column[]::new);
    Column at = floor(number.divide(each)).cast("int").plus(1);
    return when(at.leq(names.size()), element_at(array(all), at));
  }

  private Column uuid(Column session) {
    Column left = lower(lpad(hex(xxhash64(session, lit(chance.seed()), lit("left"))), 16, "0"));
    Column right = lower(lpad(hex(xxhash64(session, lit(chance.seed()), lit("right"))), 16, "0"));
    Column all = concat(left, right);
    return concat_ws(
        "-",
        substring(all, 1, 8),
        substring(all, 9, 4),
        substring(all, 13, 4),
        substring(all, 17, 4),
        substring(all, 21, 12));
  }

  private LocalDate startDate() {
    Object given = source.options().getOrDefault("start_date", "2019-10-01");
    try {
      return LocalDate.parse(given.toString());
    } catch (DateTimeParseException e) {
      throw new ConfigurationException(
          "option start_date '%s' of clickstream_events is not a date such as 2019-10-01"
              .formatted(given),
          e);
    }
  }

  private long between(String option, long fallback, long least, long most) {
    long value = source.option(option, fallback);
    if (value < least || value > most) {
      throw new ConfigurationException(
          "option %s of clickstream_events: %d is not between %,d and %,d"
              .formatted(option, value, least, most));
    }
    return value;
  }
}
