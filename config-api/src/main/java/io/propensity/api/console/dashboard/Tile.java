package io.propensity.api.console.dashboard;

import io.propensity.api.console.chart.Numbers;
import java.util.List;

/** A number of a dashboard, for people. */
record Tile(String name, String value) {

  /** The numbers of the chosen part of the shop. */
  static List<Tile> of(Export events, Export sessions) {
    double bought = sessions.sum("bought");
    double all = sessions.sum("sessions");
    double purchases = events.sum("purchases");
    return List.of(
        new Tile("Sessions", whole(all)),
        new Tile("With a cart", whole(sessions.sum("carted"))),
        new Tile("With a purchase", whole(bought)),
        new Tile("Conversion", all == 0 ? Numbers.NONE : Numbers.share(bought / all)),
        new Tile("Purchases", whole(purchases)),
        new Tile("Revenue", whole(events.sum("revenue"))),
        new Tile(
            "Mean purchase",
            purchases == 0 ? Numbers.NONE : Numbers.decimal(events.sum("revenue") / purchases)));
  }

  private static String whole(double number) {
    return Numbers.grouped(Math.round(number));
  }
}
