package io.propensity.api.console.settings;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where settings begin: with what every reader may see. */
@Controller
class SettingsPages {

  @GetMapping("/console/settings")
  String start() {
    return "redirect:/console/settings/schedules";
  }
}
