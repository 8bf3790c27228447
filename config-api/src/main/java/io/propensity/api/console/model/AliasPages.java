package io.propensity.api.console.model;

import io.propensity.api.console.Pager;
import io.propensity.api.console.Problem;
import io.propensity.api.model.AliasDraft;
import io.propensity.api.model.AliasMove;
import io.propensity.api.model.ModelAliases;
import io.propensity.api.model.ModelRegistry;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.Paging;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An alias: who moved it and why, and how it is moved. */
@Controller
@RequestMapping("/console/models/{name}")
class AliasPages {

  private static final String FORM = "console/model/promote";
  private static final List<String> FIELDS = List.of("version", "metric", "reason");

  private final ModelRegistry registry;
  private final ModelAliases aliases;

  AliasPages(ModelRegistry registry, ModelAliases aliases) {
    this.registry = registry;
    this.aliases = aliases;
  }

  @GetMapping("/aliases/{alias}")
  String history(
      @PathVariable String name,
      @PathVariable String alias,
      @RequestParam MultiValueMap<String, String> parameters,
      Model model) {
    Page<AliasMove> moves = aliases.history(name, alias, Paging.of(parameters));
    model.addAttribute("model", ModelRow.of(registry.model(name)));
    model.addAttribute("alias", alias);
    aliases
        .find(name, alias)
        .ifPresent(found -> model.addAttribute("present", AliasRow.of(name, found)));
    model.addAttribute("moves", moves.map(MoveRow::of).getContent());
    model.addAttribute("pager", Pager.of(moves, ServletUriComponentsBuilder.fromCurrentRequest()));
    return "console/model/alias";
  }

  @GetMapping("/promote")
  String form(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String alias,
      @RequestParam(required = false) @Nullable String version,
      Model model) {
    return form(name, PromotionForm.of(alias, version, null, null, null), model);
  }

  private String form(String name, PromotionForm form, Model model) {
    model.addAttribute("model", ModelRow.of(registry.model(name)));
    model.addAttribute("form", form);
    return FORM;
  }

  /** Moves an alias; a refusal of the gate is shown with what it was decided by. */
  @PostMapping("/promote")
  String promote(
      @PathVariable String name,
      @RequestParam Map<String, String> fields,
      Model model,
      HttpServletResponse response) {
    PromotionForm form =
        PromotionForm.of(
            fields.get("alias"),
            fields.get("version"),
            fields.get("metric"),
            fields.get("force"),
            fields.get("reason"));
    try {
      aliases.assign(name, form.alias(), AliasDraft.of(form.body()));
      return moved(name, form.alias());
    } catch (ProblemException refused) {
      Problem.show(refused, FIELDS, model, response);
      return form(name, form, model);
    }
  }

  @PostMapping("/aliases/{alias}/rollback")
  String rollback(
      @PathVariable String name,
      @PathVariable String alias,
      @RequestParam(required = false) @Nullable String reason) {
    aliases.rollback(name, alias, AliasDraft.reason(reasonOf(reason)));
    return moved(name, alias);
  }

  private static @Nullable JsonNode reasonOf(@Nullable String reason) {
    String text = Objects.requireNonNullElse(reason, "").strip();
    return text.isEmpty() ? null : JsonNodeFactory.instance.objectNode().put("reason", text);
  }

  @PostMapping("/aliases/{alias}/remove")
  String remove(@PathVariable String name, @PathVariable String alias) {
    aliases.remove(name, alias);
    return moved(name, alias);
  }

  private static String moved(String name, String alias) {
    return "redirect:" + AliasRow.href(name, alias);
  }
}
