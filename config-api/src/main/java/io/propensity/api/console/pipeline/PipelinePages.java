package io.propensity.api.console.pipeline;

import io.propensity.api.console.Pager;
import io.propensity.api.console.dashboard.Dashboards;
import io.propensity.api.console.run.RunFindings;
import io.propensity.api.console.run.RunRow;
import io.propensity.api.model.ModelRegistry;
import io.propensity.api.model.RegisteredModel;
import io.propensity.api.model.RegisteredVersion;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.Pipelines;
import io.propensity.api.run.Run;
import io.propensity.api.run.RunQuery;
import io.propensity.api.run.RunService;
import io.propensity.api.run.RunStarter;
import io.propensity.api.run.RunStatus;
import io.propensity.api.web.Paging;
import io.propensity.api.web.QueryParameters;
import io.propensity.model.Manifest;
import io.propensity.report.RunKind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The pipelines: their training runs, and what came of them. */
@Controller
@RequestMapping("/console/pipelines")
class PipelinePages {

  private static final int RECENT = 200;
  private static final int PAGE = 25;
  private static final int MOST_PAGES = 10_000;
  private static final int SHOWN_RUNS = 10;
  private static final int SHOWN_VERSIONS = 50;

  private final Pipelines pipelines;
  private final RunService runs;
  private final RunStarter starter;
  private final ModelRegistry registry;
  private final RunFindings findings;
  private final Dashboards dashboards;
  private final Clock clock;

  PipelinePages(
      Pipelines pipelines,
      RunService runs,
      RunStarter starter,
      ModelRegistry registry,
      RunFindings findings,
      Dashboards dashboards,
      Clock clock) {
    this.pipelines = pipelines;
    this.runs = runs;
    this.starter = starter;
    this.registry = registry;
    this.findings = findings;
    this.dashboards = dashboards;
    this.clock = clock;
  }

  @GetMapping
  String list(@RequestParam MultiValueMap<String, String> parameters, Model model) {
    QueryParameters query = new QueryParameters(parameters, List.of("page"));
    PageRequest wanted = PageRequest.of(query.number("page", 0, 0, MOST_PAGES), PAGE);
    query.requireNone();
    List<String> here = pipelines.names();
    TreeSet<String> names = new TreeSet<>(here);
    latest(null, null, RECENT).forEach(run -> names.add(String.valueOf(run.pipeline())));
    List<PipelineRow> rows =
        names.stream()
            .skip(wanted.getOffset())
            .limit(PAGE)
            .map(name -> row(name, here.contains(name)))
            .toList();
    model.addAttribute("pipelines", rows);
    model.addAttribute(
        "pager",
        Pager.of(
            new PageImpl<>(rows, wanted, names.size()),
            ServletUriComponentsBuilder.fromCurrentRequest()));
    return "console/pipeline/list";
  }

  private PipelineRow row(String name, boolean here) {
    Optional<RunRow> last = latest(name, null, 1).stream().findFirst().map(this::row);
    String version =
        registry.find(name).map(RegisteredModel::latestVersion).map(String::valueOf).orElse("");
    return new PipelineRow(
        name,
        PipelineRow.href(name),
        here && starter.startsJobs(),
        last.orElse(null),
        version,
        "/console/models/%s/versions/%s".formatted(name, version));
  }

  private RunRow row(Run run) {
    return RunRow.of(run, clock.instant(), Map.of());
  }

  /** The latest training runs, without their reports. */
  private List<Run> latest(@Nullable String pipeline, @Nullable RunStatus state, int most) {
    RunQuery query = new RunQuery(null, pipeline, RunKind.TRAINING, null, state, null, null, most);
    return runs.list(query).stream().limit(most).toList();
  }

  @GetMapping("/{name}")
  String show(@PathVariable String name, Model model) {
    List<Run> latest = latest(name, null, SHOWN_RUNS);
    boolean here = pipelines.names().contains(name);
    if (latest.isEmpty() && !here) {
      throw ProblemException.notFound(
          "There is no pipeline '%s' here, and no run of one".formatted(name));
    }
    model.addAttribute("pipeline", row(name, here));
    model.addAttribute("runs", latest.stream().map(this::row).toList());
    model.addAttribute("steps", Pipelines.STEPS);
    findings(name, latest, model);
    model.addAttribute("dashboards", dashboards.has(name));
    VersionPlot.of(manifests(name), aliased(name))
        .ifPresent(plot -> model.addAttribute("plot", plot));
    return "console/pipeline/show";
  }

  /** What the latest success found; what the latest run that is over found where none was one. */
  private void findings(String pipeline, List<Run> latest, Model model) {
    latest(pipeline, RunStatus.SUCCEEDED, 1).stream()
        .findFirst()
        .or(() -> latest.stream().filter(run -> run.state().isOver()).findFirst())
        .flatMap(run -> runs.find(run.runId()))
        .ifPresent(
            run -> {
              model.addAttribute("found", row(run));
              findings.report(run).ifPresent(report -> findings.show(report, model));
              findings.trainingOf(run.runId(), model);
            });
  }

  private List<Manifest> manifests(String name) {
    return registry.find(name).isEmpty()
        ? List.of()
        : registry.versions(name, new Paging(0, SHOWN_VERSIONS, "")).stream()
            .map(RegisteredVersion::modelVersion)
            .map(registry::manifest)
            .toList();
  }

  private Set<Integer> aliased(String name) {
    return registry.find(name).map(found -> Set.copyOf(found.aliases().values())).orElse(Set.of());
  }

  /** Starts a training run. */
  @PostMapping("/{name}/runs")
  String train(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String trial,
      @RequestParam(required = false) @Nullable String force,
      @RequestParam(required = false) @Nullable List<String> steps) {
    TrainingForm form =
        new TrainingForm(trial != null, force != null, steps == null ? List.of() : steps);
    return "redirect:/console/runs/" + runs.train(name, form.body()).runId();
  }
}
