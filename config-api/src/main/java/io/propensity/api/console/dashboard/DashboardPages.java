package io.propensity.api.console.dashboard;

import io.propensity.api.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** The dashboards of a shop whose clickstream a pipeline learns from. */
@Controller
@RequestMapping("/console/pipelines/{name}/dashboard")
class DashboardPages {

  private final Dashboards dashboards;
  private final JsonMapper json;

  DashboardPages(Dashboards dashboards, JsonMapper json) {
    this.dashboards = dashboards;
    this.json = json;
  }

  /** A tab's link, with what the reader has chosen. */
  record TabLink(String title, String href, boolean current) {}

  /**
   * A panel with its chart as {@code charts.js} reads it.
   *
   * @param beyond what the reader chose that does not narrow it, in words
   */
  record DrawnPanel(String title, String text, String beyond, String chart) {}

  @GetMapping
  String page(
      @PathVariable String name,
      @RequestParam MultiValueMap<String, String> parameters,
      Model model) {
    Tab tab = tab(parameters.getFirst("tab"));
    Filter filter = Filter.of(parameters);
    Dashboards.Exported exported = dashboards.of(name);
    Shop shop = exported.shop();
    model.addAttribute("pipeline", name);
    model.addAttribute("run", exported.run());
    model.addAttribute("tab", tab.word());
    model.addAttribute("tabs", links(name, tab, filter));
    model.addAttribute("filter", filter);
    model.addAttribute("days", shop.days());
    model.addAttribute("departments", shop.departments());
    model.addAttribute("prices", shop.prices());
    model.addAttribute("tiles", Tile.of(shop.events(filter), shop.sessions(filter)));
    model.addAttribute(
        "panels",
        tab.panels(shop, filter).stream()
            .filter(panel -> panel.chart().isDrawn())
            .map(panel -> drawn(panel, filter))
            .toList());
    return "console/pipeline/dashboard";
  }

  private static Tab tab(@Nullable String name) {
    return name == null || name.isEmpty()
        ? Tab.OVERVIEW
        : Tab.named(name)
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "There is no tab '%s'; there are %s"
                            .formatted(
                                name, List.of(Tab.values()).stream().map(Tab::word).toList())));
  }

  private DrawnPanel drawn(Panel panel, Filter filter) {
    return new DrawnPanel(
        panel.title(),
        panel.text(),
        filter.beyond(panel.narrowedBy()),
        json.writeValueAsString(panel.chart()));
  }

  private static List<TabLink> links(String pipeline, Tab current, Filter filter) {
    return List.of(Tab.values()).stream()
        .map(
            tab ->
                new TabLink(
                    tab.title(),
                    UriComponentsBuilder.fromPath("/console/pipelines/{name}/dashboard")
                        .queryParam("tab", tab.word())
                        .queryParam("from", "{from}")
                        .queryParam("to", "{to}")
                        .queryParam("department", "{department}")
                        .queryParam("price", "{price}")
                        .encode()
                        .buildAndExpand(
                            pipeline,
                            filter.from(),
                            filter.to(),
                            filter.department(),
                            filter.price())
                        .toUriString(),
                    tab == current))
        .toList();
  }
}
