package io.propensity.api.console.model;

import io.propensity.api.artifact.StoredFile;
import io.propensity.api.campaign.CampaignsOfModels;
import io.propensity.api.console.Pager;
import io.propensity.api.console.run.LineagePicture;
import io.propensity.api.lineage.Lineage;
import io.propensity.api.model.FileAnswer;
import io.propensity.api.model.ModelAliases;
import io.propensity.api.model.ModelRegistry;
import io.propensity.api.model.RegisteredModel;
import io.propensity.api.model.RegisteredVersion;
import io.propensity.api.model.VersionDetail;
import io.propensity.api.web.Paging;
import io.propensity.api.web.QueryParameters;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.data.domain.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** A model's page, those of its versions, and two of them side by side. */
@Controller
@RequestMapping("/console/models/{name}")
class ModelPages {

  private static final int VERSIONS = 20;
  private static final int MOST_CAMPAIGNS = 100;
  private static final int LARGEST_VERSION = 999_999_999;

  private final ModelRegistry registry;
  private final ModelAliases aliases;
  private final CampaignsOfModels campaigns;
  private final VersionCurves curves;
  private final Lineage lineage;
  private final JsonMapper json;

  ModelPages(
      ModelRegistry registry,
      ModelAliases aliases,
      CampaignsOfModels campaigns,
      VersionCurves curves,
      Lineage lineage,
      JsonMapper json) {
    this.curves = curves;
    this.lineage = lineage;
    this.json = json;
    this.registry = registry;
    this.aliases = aliases;
    this.campaigns = campaigns;
  }

  @GetMapping
  String show(
      @PathVariable String name,
      @RequestParam MultiValueMap<String, String> parameters,
      Model model) {
    RegisteredModel registered = registry.model(name);
    Page<RegisteredVersion> versions = registry.versions(name, paging(parameters));
    model.addAttribute("model", ModelRow.of(registered));
    model.addAttribute(
        "aliases", aliases.list(name).stream().map(alias -> AliasRow.of(name, alias)).toList());
    model.addAttribute("versions", versions.map(this::row).getContent());
    model.addAttribute(
        "pager", Pager.of(versions, ServletUriComponentsBuilder.fromCurrentRequest()));
    return "console/model/show";
  }

  private static Paging paging(MultiValueMap<String, String> parameters) {
    QueryParameters query = new QueryParameters(parameters, List.of("page"));
    int page = query.number("page", 0, 0, LARGEST_VERSION / VERSIONS);
    query.requireNone();
    return new Paging(page, VERSIONS, "");
  }

  private VersionRow row(RegisteredVersion version) {
    return VersionRow.of(version, registry.manifest(version.modelVersion()));
  }

  @GetMapping("/versions/{version}")
  String version(@PathVariable String name, @PathVariable String version, Model model) {
    ModelVersion named = registry.named(name, version);
    VersionDetail detail = registry.detail(named);
    RegisteredModel registered = registry.model(name);
    model.addAttribute("model", ModelRow.of(registered));
    Manifest manifest = registry.manifest(named);
    model.addAttribute("version", VersionPage.of(detail, manifest));
    lineage
        .find(manifest.runId())
        .ifPresent(nodes -> model.addAttribute("lineage", LineagePicture.of(nodes)));
    Integer latest = registered.latestVersion();
    model.addAttribute(
        "campaigns",
        campaigns.using(
            detail.version(), latest != null && latest == named.version(), MOST_CAMPAIGNS));
    model.addAttribute("mostCampaigns", MOST_CAMPAIGNS);
    return "console/model/version";
  }

  /** A file of a version as the API answers it. */
  @GetMapping("/versions/{version}/files/{*path}")
  ResponseEntity<Resource> file(
      @PathVariable String name, @PathVariable String version, @PathVariable String path) {
    StoredFile file = registry.file(registry.named(name, version), path.replaceFirst("^/", ""));
    return FileAnswer.of(file);
  }

  @GetMapping("/compare")
  String compare(
      @PathVariable String name,
      @RequestParam MultiValueMap<String, String> parameters,
      Model model) {
    QueryParameters query = new QueryParameters(parameters, List.of("from", "to"));
    int from = query.required("from", 1, LARGEST_VERSION);
    int to = query.required("to", 1, LARGEST_VERSION);
    query.requireNone();
    model.addAttribute("model", ModelRow.of(registry.model(name)));
    model.addAttribute(
        "comparison",
        ComparisonPage.of(
            registry.compare(name, from, to), figures(name, from), figures(name, to)));
    VersionCurves.Found found = curves.of(name, List.of(from, to));
    model.addAttribute("curves", drawn(found.versions()));
    model.addAttribute("faults", found.faults());
    return "console/model/compare";
  }

  /** A chart as its page has it. */
  record DrawnCurves(String title, String text, String chart) {}

  private List<DrawnCurves> drawn(Map<Integer, VersionCurves.Curves> versions) {
    return CurveChart.of(versions).stream()
        .map(
            each ->
                new DrawnCurves(each.title(), each.text(), json.writeValueAsString(each.chart())))
        .toList();
  }

  private List<FigureView> figures(String name, int version) {
    return registry.detail(new ModelVersion(name, version)).figures().stream()
        .map(FigureView::of)
        .toList();
  }
}
