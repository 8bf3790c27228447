package io.propensity.api.console.dashboard;

import io.propensity.api.console.dashboard.Charts.Measure;
import java.util.List;

/** What is sold, to whom, and when. */
final class ShopPanels {

  private ShopPanels() {}

  static List<Panel> overview(Shop shop, Filter filter) {
    Export sessions = shop.sessions(filter);
    Export events = shop.events(filter);
    return List.of(
        Panel.chosen(
            "Sessions by day",
            "Sessions of each day, and the share of them with a purchase",
            Charts.over(
                sessions.by("day"),
                Measure.bars("Sessions", "sessions"),
                Measure.line("Conversion", Charts.ratio("bought", "sessions")).atTheRight())),
        Panel.chosen(
            "Revenue by day",
            "Revenue and purchases of each day",
            Charts.over(
                events.by("day"),
                Measure.bars("Revenue", "revenue"),
                Measure.line("Purchases", group -> group.sum("purchases")).atTheRight())),
        Panel.chosen(
            "From a look to a purchase",
            "Sessions that viewed, filled a cart and bought",
            Charts.rows(
                List.of("All", "Viewed", "Filled a cart", "Bought"),
                Charts.series(
                    "Sessions",
                    List.of(
                        sessions.sum("sessions"),
                        sessions.sum("viewed"),
                        sessions.sum("carted"),
                        sessions.sum("bought")),
                    true,
                    false))));
  }

  static List<Panel> commerce(Shop shop, Filter filter) {
    Export events = shop.events(filter);
    Export brands = shop.get("top_brands");
    Export hours = shop.get("purchases_by_hour");
    return List.of(
        Panel.chosen(
            "Departments",
            "Revenue and purchases of each department",
            Charts.over(
                events.by("department"),
                Measure.bars("Revenue", "revenue"),
                Measure.line("Purchases", group -> group.sum("purchases")).atTheRight())),
        Panel.chosen(
            "Prices",
            "Views, carts and purchases by price",
            Charts.over(
                events.by("price"),
                Measure.bars("Views", "views"),
                Measure.bars("Carts", "carts"),
                Measure.bars("Purchases", "purchases"))),
        Panel.whole(
            "Brands with the most revenue",
            "Revenue and purchases of the brands with the most revenue",
            Charts.rows(
                brands.texts("brand"),
                Charts.series("Revenue", brands.numbers("revenue"), true, false),
                Charts.series("Purchases", brands.numbers("purchases"), false, true))),
        Panel.whole(
            "Purchases by hour",
            "Purchases and revenue by the hour of the day, in UTC",
            Charts.rows(
                hours.texts("hour"),
                Charts.series("Purchases", hours.numbers("purchases"), true, false),
                Charts.series("Revenue", hours.numbers("revenue"), false, true))));
  }
}
