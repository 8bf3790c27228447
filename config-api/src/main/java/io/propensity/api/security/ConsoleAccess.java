package io.propensity.api.security;

import org.springframework.stereotype.Component;

/** Whether people can use the console here, and whether they sign in for it. */
@Component
public class ConsoleAccess {

  private final Admission admission;
  private final SignIn signIn;

  ConsoleAccess(Admission admission, SignIn signIn) {
    this.admission = admission;
    this.signIn = signIn;
  }

  /** Whether a browser without a token gets to the pages. */
  public boolean isOffered() {
    return admission.open() || signIn.isConfigured();
  }

  /** Whether people sign in, and so may sign out. */
  public boolean hasSignIn() {
    return !admission.open() && signIn.isConfigured();
  }
}
