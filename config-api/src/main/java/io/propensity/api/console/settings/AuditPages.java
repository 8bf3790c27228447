package io.propensity.api.console.settings;

import io.propensity.api.audit.AuditEntry;
import io.propensity.api.audit.AuditLog;
import io.propensity.api.audit.AuditQuery;
import io.propensity.api.audit.AuditRow;
import io.propensity.api.console.Pager;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The audit log. */
@Controller
class AuditPages {

  private final AuditLog log;

  AuditPages(AuditLog log) {
    this.log = log;
  }

  @GetMapping("/console/settings/audit")
  String list(@RequestParam MultiValueMap<String, String> parameters, Model model) {
    AuditFilterForm filter = AuditFilterForm.of(parameters);
    AuditQuery query = AuditQuery.of(filter.parameters());
    List<AuditRow> found = log.read(query);
    List<AuditEntry> entries = found.stream().limit(query.size()).map(AuditRow::entry).toList();
    model.addAttribute("filter", filter);
    model.addAttribute("entries", entries);
    model.addAttribute(
        "pager",
        Pager.after(
            found,
            query.size(),
            last -> AuditQuery.Key.of(last).text(),
            ServletUriComponentsBuilder.fromCurrentRequest()));
    return "console/settings/audit";
  }
}
