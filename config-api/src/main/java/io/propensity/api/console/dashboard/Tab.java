package io.propensity.api.console.dashboard;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A part of the dashboards. */
enum Tab {
  OVERVIEW {
    @Override
    List<Panel> panels(Shop shop, Filter filter) {
      return ShopPanels.overview(shop, filter);
    }
  },
  COMMERCE {
    @Override
    List<Panel> panels(Shop shop, Filter filter) {
      return ShopPanels.commerce(shop, filter);
    }
  },
  SESSIONS {
    @Override
    List<Panel> panels(Shop shop, Filter filter) {
      return SessionPanels.of(shop, filter);
    }
  },
  MODEL {
    @Override
    List<Panel> panels(Shop shop, Filter filter) {
      return ModelPanels.of(shop, filter);
    }
  };

  /** Those that there is something to draw of are shown. */
  abstract List<Panel> panels(Shop shop, Filter filter);

  static Optional<Tab> named(String name) {
    return Arrays.stream(values()).filter(tab -> tab.word().equals(name)).findFirst();
  }

  /** In addresses. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  String title() {
    return name().charAt(0) + word().substring(1);
  }
}
