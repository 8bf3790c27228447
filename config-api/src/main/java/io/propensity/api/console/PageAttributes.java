package io.propensity.api.console;

import io.propensity.api.security.ConsoleAccess;
import io.propensity.api.security.Permissions;
import io.propensity.api.web.CurrentUser;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the template of every page is told, whatever the page is about. */
@ControllerAdvice(basePackageClasses = PageAttributes.class)
class PageAttributes {

  private final CurrentUser user;
  private final ConsoleAccess access;

  PageAttributes(CurrentUser user, ConsoleAccess access) {
    this.user = user;
    this.access = access;
  }

  @ModelAttribute("user")
  String user() {
    return user.name();
  }

  @ModelAttribute("signedIn")
  boolean signedIn() {
    return access.hasSignIn();
  }

  @ModelAttribute("may")
  Permissions may(@Nullable Authentication caller) {
    return Permissions.of(caller);
  }

  @ModelAttribute("shown")
  Shown shown() {
    return Shown.AS_TEXT;
  }
}
