package io.propensity.api.console.settings;

import io.propensity.api.audience.AskedTable;
import io.propensity.api.audience.AudienceService;
import io.propensity.api.audience.TableColumns;
import io.propensity.api.campaign.CampaignTables;
import io.propensity.api.console.Problem;
import io.propensity.api.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the columns of a users table hold. */
@Controller
class UsersTablePages {

  private static final int MOST_TABLES = 100;

  private final AudienceService audiences;
  private final CampaignTables tables;

  UsersTablePages(AudienceService audiences, CampaignTables tables) {
    this.audiences = audiences;
    this.tables = tables;
  }

  /** What users' values say is kept by nobody on the way. */
  @GetMapping("/console/settings/users-tables")
  String show(
      @RequestParam(defaultValue = "") String table, Model model, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    model.addAttribute("named", table);
    model.addAttribute("tables", tables.named(MOST_TABLES));
    try {
      TableColumns found = audiences.columns(AskedTable.of(table));
      model.addAttribute("table", found.usersTable());
      model.addAttribute("rows", found.rows());
      model.addAttribute("files", found.files());
      model.addAttribute("snapshot", found.snapshot());
      model.addAttribute("columns", found.columns().stream().map(ColumnRow::of).toList());
    } catch (ProblemException refused) {
      response.setStatus(refused.getStatusCode().value());
      model.addAttribute("problem", Problem.of(refused));
    }
    return "console/settings/users-tables";
  }
}
