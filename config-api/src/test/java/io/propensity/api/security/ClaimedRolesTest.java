package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.api.SecuritySettings;
import io.propensity.run.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimedRolesTest {

  @Test
  void takesAListAndAText() {
    assertThat(roles("roles", Map.of("roles", List.of("viewer", "job"))))
        .containsExactlyInAnyOrder(Role.VIEWER, Role.JOB);
    assertThat(roles("scope", Map.of("scope", "openid editor"))).containsExactly(Role.EDITOR);
  }

  @Test
  void looksWithinOtherClaims() {
    Map<String, Object> claims = Map.of("realm_access", Map.of("roles", List.of("admin")));

    assertThat(roles("realm_access.roles", claims)).containsExactly(Role.ADMIN);
    assertThat(roles("realm_access.groups", claims)).isEmpty();
    assertThat(roles("sub.roles", Map.of("sub", "alice"))).isEmpty();
  }

  @Test
  void findsAClaimWhoseNameHasDots() {
    String claim = "https://example.org/roles";

    assertThat(roles(claim, Map.of(claim, List.of("operator")))).containsExactly(Role.OPERATOR);
  }

  @Test
  void givesNothingForNamesThatMeanNothing() {
    assertThat(roles("roles", Map.of("roles", List.of("VIEWER", "root", 7)))).isEmpty();
    assertThat(roles("roles", Map.of("roles", 7))).isEmpty();
    assertThat(roles("roles", Map.of())).isEmpty();
  }

  @Test
  void takesOnlyMappedNamesWhereThereIsAMapping() {
    ClaimedRoles mapped = ClaimedRoles.of(settings("groups", Map.of("crm", "editor")));

    assertThat(mapped.in(Map.of("groups", List.of("crm", "admin")))).containsExactly(Role.EDITOR);
  }

  @Test
  void refusesAMappingToARoleThatThereIsNot() {
    SecuritySettings settings = settings("groups", Map.of("crm", "Editor"));

    assertThatThrownBy(() -> ClaimedRoles.of(settings))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "propensity.security.role-mapping.crm is 'Editor', which is no role; the roles are viewer, editor, operator, admin, job");
  }

  private static Set<Role> roles(String claim, Map<String, Object> claims) {
    return ClaimedRoles.of(settings(claim, Map.of())).in(claims);
  }

  private static SecuritySettings settings(String claim, Map<String, String> mapping) {
    return new SecuritySettings(null, null, claim, "sub", mapping, null, null, null, 20, 600);
  }
}
