package io.propensity.api.console.settings;

import io.propensity.api.campaign.CampaignNames;
import io.propensity.api.console.Pager;
import io.propensity.api.console.Problem;
import io.propensity.api.notification.Delivery;
import io.propensity.api.notification.Event;
import io.propensity.api.notification.Webhook;
import io.propensity.api.notification.WebhookReader;
import io.propensity.api.notification.WebhookStore;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.IfMatch;
import io.propensity.api.web.PathNumbers;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Who is told of runs over HTTP, and what was sent. */
@Controller
@RequestMapping("/console/settings/webhooks")
class WebhookPages {

  private static final String ADDRESS = "/console/settings/webhooks";
  private static final int SIZE = 50;
  private static final int SUGGESTED = 200;
  private static final List<String> EVENTS = Event.OF_RUNS.stream().map(Event::text).toList();
  private static final List<String> FIELDS = List.of("url", "events", "campaign_id", "pipeline");

  private final WebhookStore webhooks;
  private final WebhookReader reader;
  private final CampaignNames campaigns;

  WebhookPages(WebhookStore webhooks, WebhookReader reader, CampaignNames campaigns) {
    this.webhooks = webhooks;
    this.reader = reader;
    this.campaigns = campaigns;
  }

  @GetMapping
  String list(@RequestParam MultiValueMap<String, String> parameters, Model model) {
    return list(Before.of(parameters), WebhookForm.of(new LinkedMultiValueMap<>()), model);
  }

  private String list(long before, WebhookForm form, Model model) {
    List<Webhook> found = webhooks.list(before, SIZE + 1);
    model.addAttribute("webhooks", rows(found.stream().limit(SIZE).toList()));
    fields(form, model);
    model.addAttribute(
        "pager",
        Pager.after(
            found,
            SIZE,
            last -> String.valueOf(last.id()),
            UriComponentsBuilder.fromPath(ADDRESS)));
    return "console/settings/webhooks";
  }

  private List<WebhookRow> rows(List<Webhook> found) {
    Map<Long, String> names = campaigns.of(found, Webhook::campaignId);
    return found.stream().map(webhook -> WebhookRow.of(webhook, names)).toList();
  }

  private void fields(WebhookForm form, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("events", EVENTS);
    model.addAttribute("campaigns", campaigns.newest(SUGGESTED));
  }

  /** Shows the secret in its answer and nowhere else. */
  @PostMapping
  String create(
      @RequestParam MultiValueMap<String, String> fields,
      Model model,
      HttpServletResponse response) {
    WebhookForm form = WebhookForm.of(fields);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    try {
      Webhook.Created created = webhooks.create(reader.read(form.body()));
      response.setStatus(HttpStatus.CREATED.value());
      response.setHeader(HttpHeaders.LOCATION, "/webhooks/" + created.webhook().id());
      model.addAttribute("secret", created.secret());
      return list(Long.MAX_VALUE, WebhookForm.of(new LinkedMultiValueMap<>()), model);
    } catch (ProblemException refused) {
      Problem.show(refused, FIELDS, model, response);
      return list(Long.MAX_VALUE, form, model);
    }
  }

  @GetMapping("/{id}")
  String show(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> parameters,
      Model model) {
    long webhook = id(id);
    return show(webhook, Before.of(parameters), WebhookForm.of(webhooks.get(webhook)), model);
  }

  private String show(long webhook, long before, WebhookForm form, Model model) {
    List<Delivery> found = webhooks.deliveries(webhook, before, SIZE + 1);
    model.addAttribute("webhook", rows(List.of(webhooks.get(webhook))).get(0));
    fields(form, model);
    model.addAttribute("deliveries", found.stream().limit(SIZE).map(DeliveryRow::of).toList());
    model.addAttribute(
        "pager",
        Pager.after(
            found,
            SIZE,
            last -> String.valueOf(last.id()),
            UriComponentsBuilder.fromPath(ADDRESS + "/" + webhook)));
    return "console/settings/webhook";
  }

  /** Refused where somebody changed the webhook since the page was read. */
  @PostMapping("/{id}")
  String change(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> fields,
      Model model,
      HttpServletResponse response) {
    WebhookForm form = WebhookForm.of(fields);
    try {
      webhooks.replace(id(id), IfMatch.seen(form.revision()), reader.read(form.replacement()));
      return shown(id);
    } catch (ProblemException refused) {
      Problem.show(refused, FIELDS, model, response);
      return show(id(id), Long.MAX_VALUE, form, model);
    }
  }

  @PostMapping("/{id}/test")
  String test(@PathVariable String id) {
    webhooks.test(id(id));
    return shown(id);
  }

  @PostMapping("/{id}/deliveries/{delivery}/redeliver")
  String redeliver(@PathVariable String id, @PathVariable String delivery) {
    webhooks.redeliver(id(id), PathNumbers.id("delivery", delivery));
    return shown(id);
  }

  /** Refused where somebody changed the webhook since the page was read. */
  @PostMapping("/{id}/delete")
  String delete(
      @PathVariable String id,
      @RequestParam String revision,
      Model model,
      HttpServletResponse response) {
    long webhook = id(id);
    try {
      webhooks.delete(webhook, IfMatch.seen(revision));
      return "redirect:" + ADDRESS;
    } catch (ProblemException refused) {
      Webhook found = webhooks.get(webhook);
      Problem.show(refused, List.of(), model, response);
      return show(webhook, Long.MAX_VALUE, WebhookForm.of(found), model);
    }
  }

  private static String shown(String id) {
    return "redirect:%s/%d".formatted(ADDRESS, id(id));
  }

  private static long id(String id) {
    return PathNumbers.id("webhook", id);
  }
}
