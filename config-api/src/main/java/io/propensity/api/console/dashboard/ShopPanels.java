package io.propensity.api.console.dashboard;

import io.propensity.api.console.dashboard.Charts.Measure;
import io.propensity.api.console.dashboard.Filter.Part;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is sold, to whom, and when. */
final class ShopPanels {

  private static final String REVENUE = "revenue";

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
                Measure.bars("Revenue", REVENUE),
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
    return List.of(
        Panel.chosen(
            "Departments",
            "Revenue and purchases of each department",
            Charts.overNames(
                events.by("department"),
                Measure.bars("Revenue", REVENUE),
                Measure.line("Purchases", group -> group.sum("purchases")).atTheRight())),
        Panel.chosen(
            "Prices",
            "Views, carts and purchases by price",
            Charts.overNames(
                shop.cheapestFirst(events.by("price")),
                Measure.bars("Views", "views"),
                Measure.bars("Carts", "carts"),
                Measure.bars("Purchases", "purchases"))),
        new Panel(
            "Brands with the most revenue",
            "Revenue and purchases of the 20 brands with the most revenue of all",
            Set.of(Part.DAYS, Part.CATEGORY),
            Charts.overNames(
                byRevenue(shop.get("top_brands").where(filter::takesDayAndDepartment).by("brand")),
                Measure.bars("Revenue", REVENUE),
                Measure.line("Purchases", group -> group.sum("purchases")).atTheRight())),
        Panel.ofDays(
            "Purchases by hour",
            "Purchases and revenue by the hour of the day, in UTC",
            Charts.over(
                shop.get("purchases_by_hour").where(filter::takesDay).inOrderOf("hour").by("hour"),
                Measure.bars("Purchases", "purchases"),
                Measure.line("Revenue", group -> group.sum(REVENUE)).atTheRight())));
  }

  /** The greatest first. */
  private static Map<String, Export> byRevenue(Map<String, Export> groups) {
    Map<String, Export> sorted = new LinkedHashMap<>();
    groups.entrySet().stream()
        .sorted(Comparator.comparingDouble(group -> -group.getValue().sum(REVENUE)))
        .forEach(group -> sorted.put(group.getKey(), group.getValue()));
    return sorted;
  }
}
