package io.propensity.api.console.campaign;

import io.propensity.api.audience.AskedTable;
import io.propensity.api.audience.AudienceService;
import io.propensity.api.console.Problem;
import io.propensity.api.console.Typed;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.schedule.Schedules;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the forms answer while somebody types. A refusal is an answer, and shown in its place. */
@Controller
class HintPanels {

  private static final List<String> AUDIENCE = List.of("audience_filter", "users_table");
  private static final List<String> TIMES = List.of("cron", "time_zone");
  private static final String IN_WORDS = "EEEE d MMMM uuuu, HH:mm";

  private final AudienceService audiences;
  private final ModelHints models;
  private final Schedules schedules;

  HintPanels(AudienceService audiences, ModelHints models, Schedules schedules) {
    this.audiences = audiences;
    this.models = models;
    this.schedules = schedules;
  }

  /** Size, share, funnel and sample of an audience. */
  @PostMapping("/console/campaigns/preview")
  String preview(
      @RequestParam("audience_filter") String filter,
      @RequestParam MultiValueMap<String, String> sent,
      Model model,
      HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("audience_filter", filter.replace("\r\n", "\n"));
    Typed typed = new Typed(sent);
    String usersTable = typed.text("users_table");
    if (!usersTable.isEmpty()) {
      body.put("users_table", usersTable);
    }
    UsersForm.of(typed).addTo(body);
    try {
      model.addAttribute("preview", audiences.preview(body));
      return "console/campaign/parts :: preview";
    } catch (ProblemException refused) {
      model.addAttribute("problem", Problem.of(refused).beside(AUDIENCE));
      return "console/campaign/parts :: unseen";
    }
  }

  /** What can be written in a filter. */
  @GetMapping("/console/campaigns/hints/words")
  @ResponseBody
  Words words(@RequestParam("users_table") String usersTable, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
    try {
      return Words.of(audiences.columns(AskedTable.of(usersTable.strip())));
    } catch (ProblemException unknown) {
      return Words.ofLanguage();
    }
  }

  @GetMapping("/console/campaigns/hints/model")
  String model(@RequestParam("model_path") String modelPath, Model model) {
    model.addAttribute("hint", models.of(modelPath));
    return "console/campaign/parts :: model";
  }

  /** The next firings of a schedule that is not kept yet. */
  @GetMapping("/console/campaigns/hints/firings")
  String firings(
      @RequestParam("cron") String cron, @RequestParam("time_zone") String zone, Model model) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("cron", cron).put("time_zone", zone.isBlank() ? "UTC" : zone.strip());
    try {
      List<Instant> firings = schedules.firings(body);
      model.addAttribute("firings", inWords(firings, body.path("time_zone").asString()));
      return "console/campaign/parts :: firings";
    } catch (ProblemException refused) {
      model.addAttribute("problem", Problem.of(refused).beside(TIMES));
      return "console/campaign/parts :: never";
    }
  }

  static List<String> inWords(List<Instant> times, String zone) {
    DateTimeFormatter words =
        DateTimeFormatter.ofPattern(IN_WORDS, Locale.ENGLISH).withZone(ZoneId.of(zone));
    return times.stream().map(words::format).toList();
  }
}
