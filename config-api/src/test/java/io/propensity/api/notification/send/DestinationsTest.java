package io.propensity.api.notification.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {

  private static final Destinations PUBLIC =
      new Destinations(false, List.of(), DestinationsTest::resolve);

  /** Names of the test have an address each; what is an address already is looked up as ever. */
  private static InetAddress[] resolve(String host) throws UnknownHostException {
    return switch (host) {
      case "hooks.example.org" -> new InetAddress[] {InetAddress.getByName("93.184.215.14")};
      case "both.example.org" ->
          new InetAddress[] {
            InetAddress.getByName("93.184.215.14"), InetAddress.getByName("10.0.0.7")
          };
      case "absent.example.org" -> throw new UnknownHostException(host);
      default -> InetAddress.getAllByName(host);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.org/x?y=z",
        "https://93.184.215.14:8443/",
        "HTTPS://hooks.example.org",
        "https://[2606:4700:4700::1111]/"
      })
  void takesThePublicInternet(String url) {
    assertThat(PUBLIC.refusal(url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.7",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[fe80::1]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "[ff02::1]",
        "[::ffff:10.0.0.7]",
        "[::10.0.0.7]",
        "[64:ff9b::10.0.0.7]",
        "[64:ff9b:1::a00:7]",
        "[2002:a00:7::1]",
        "[2001::1]",
        "[2001:db8::1]"
      })
  void refusesEveryOtherNetwork(String host) {
    assertThat(PUBLIC.refusal("https://" + host + "/"))
        .hasValueSatisfying(
            reason -> assertThat(reason).startsWith("leads to an address that is not public"));
  }

  @Test
  void refusesANameOfWhichAnyAddressIsNotPublic() {
    assertThat(PUBLIC.refusal("https://both.example.org/")).isPresent();
    assertThat(PUBLIC.refusal("https://absent.example.org/"))
        .contains("names a host that cannot be found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.example.org/",
        "ftp://hooks.example.org/",
        "file:///etc/passwd",
        "https://user:password@hooks.example.org/",
        "https://hooks.example.org/#fragment",
        "https://hooks.example.org:0/",
        "https://hooks.example.org:70000/",
        "https:///path",
        "https://2130706433/",
        "hooks.example.org",
        "https://hooks example.org/",
        ""
      })
  void refusesWhatIsNoPlainAddress(String url) {
    assertThat(PUBLIC.refusal(url)).isPresent();
  }

  @Test
  void takesWhatIsAllowedBesides() {
    Destinations allowed =
        new Destinations(
            true, List.of("10.1.0.0/16", "fd00::/8", "127.0.0.1"), DestinationsTest::resolve);

    assertThat(allowed.refusal("http://10.1.2.3/")).isEmpty();
    assertThat(allowed.refusal("https://[fd00::7]/")).isEmpty();
    assertThat(allowed.refusal("https://127.0.0.1/")).isEmpty();
    assertThat(allowed.refusal("https://10.2.0.1/")).isPresent();
    assertThat(allowed.refusal("https://127.0.0.2/")).isPresent();
  }

  /** A name that was public when it was stored is judged anew whenever it is connected to. */
  @Test
  void judgesANameEachTimeItIsLookedUp() throws Exception {
    List<String> addresses = new ArrayList<>(List.of("93.184.215.14", "127.0.0.1"));
    Destinations rebinding =
        new Destinations(
            false,
            List.of(),
            host -> new InetAddress[] {InetAddress.getByName(addresses.remove(0))});

    assertThat(rebinding.resolve("moves.example.org")).hasSize(1);
    assertThatThrownBy(() -> rebinding.resolve("moves.example.org"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageNotContaining("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0/8", "localhost/8", "fd00::/129", "x", "10.0.0.0/"})
  void refusesNetworksThatAreNone(String network) {
    assertThatThrownBy(() -> Network.of(network))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "propensity.notification.allowed-networks has '%s': a network such as 10.1.0.0/16 or fd00::/8 is wanted",
            network);
  }
}
