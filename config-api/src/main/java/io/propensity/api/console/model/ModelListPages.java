package io.propensity.api.console.model;

import io.propensity.api.console.Pager;
import io.propensity.api.model.ModelRegistry;
import io.propensity.api.model.RegisteredModel;
import io.propensity.api.model.StoreScan;
import io.propensity.api.web.Paging;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The list of models. */
@Controller
@RequestMapping("/console/models")
class ModelListPages {

  private final ModelRegistry registry;
  private final StoreScan scan;

  ModelListPages(ModelRegistry registry, StoreScan scan) {
    this.registry = registry;
    this.scan = scan;
  }

  @GetMapping
  String list(@RequestParam MultiValueMap<String, String> parameters, Model model) {
    Paging paging = Paging.withSearch(parameters);
    Page<RegisteredModel> page = registry.models(paging);
    model.addAttribute("q", paging.q());
    model.addAttribute("models", page.map(ModelRow::of).getContent());
    model.addAttribute("pager", Pager.of(page, ServletUriComponentsBuilder.fromCurrentRequest()));
    return "console/model/list";
  }

  /** Registers what lies in the store, and says what was found. */
  @PostMapping("/scan")
  String scan(Model model) {
    model.addAttribute("scan", scan.run());
    return "console/model/scan";
  }
}
