package io.propensity.api.web;

import java.net.URI;

/** Where a browser is led that knows no more than the service's address. */
public interface StartPage {

  URI address();
}
