package io.propensity.api.console.settings;

import io.propensity.api.console.Pager;
import io.propensity.api.console.Problem;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.security.CreatedToken;
import io.propensity.api.security.Role;
import io.propensity.api.security.Token;
import io.propensity.api.security.TokenService;
import io.propensity.api.web.PathNumbers;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The API's tokens: made, seen once, revoked. */
@Controller
@RequestMapping("/console/settings/tokens")
class TokenPages {

  private static final String ADDRESS = "/console/settings/tokens";
  private static final String PAGE = "console/settings/tokens";
  private static final int SIZE = 50;
  private static final List<String> FIELDS = List.of("name", "role", "expires_in_days");
  private static final List<String> ROLES = Arrays.stream(Role.values()).map(Role::text).toList();

  private final TokenService tokens;
  private final Clock clock;

  TokenPages(TokenService tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @GetMapping
  String list(@RequestParam MultiValueMap<String, String> parameters, Model model) {
    return list(Before.of(parameters), TokenForm.empty(), model);
  }

  private String list(long before, TokenForm form, Model model) {
    List<Token> found = tokens.list(before, SIZE + 1);
    Instant now = clock.instant();
    List<TokenRow> shown =
        found.stream().limit(SIZE).map(token -> TokenRow.of(token, now)).toList();
    model.addAttribute("tokens", shown);
    model.addAttribute("roles", ROLES);
    model.addAttribute("form", form);
    model.addAttribute("pager", pager(found));
    return PAGE;
  }

  private static Pager pager(List<Token> found) {
    return Pager.after(
        found, SIZE, token -> String.valueOf(token.id()), UriComponentsBuilder.fromPath(ADDRESS));
  }

  /** Shows the new token in its answer and nowhere else. */
  @PostMapping
  String create(
      @RequestParam Map<String, String> fields,
      Authentication caller,
      Model model,
      HttpServletResponse response) {
    TokenForm form = TokenForm.of(fields);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    try {
      CreatedToken created = tokens.create(form.body(), caller.getName());
      response.setStatus(HttpStatus.CREATED.value());
      response.setHeader(HttpHeaders.LOCATION, "/tokens/" + created.details().id());
      model.addAttribute("secret", created.token());
      return list(Long.MAX_VALUE, TokenForm.empty(), model);
    } catch (ProblemException refused) {
      Problem.show(refused, FIELDS, model, response);
      return list(Long.MAX_VALUE, form, model);
    }
  }

  @PostMapping("/{id}/revoke")
  String revoke(@PathVariable String id, Authentication caller) {
    tokens.revoke(PathNumbers.id("token", id), caller.getName());
    return "redirect:" + ADDRESS;
  }
}
