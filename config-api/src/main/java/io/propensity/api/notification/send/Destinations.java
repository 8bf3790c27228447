package io.propensity.api.notification.send;

import io.propensity.api.PropensitySettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Where webhooks may go: the public internet, and what is allowed besides. An address is judged by
 * what it resolves to, and every one of these has to be allowed.
 */
@Component
public class Destinations {

  private static final int LONGEST = 2_000;

  /** What is special about IPv4, by IANA's registry, and Azure's address of its own services. */
  private static final List<Network> SPECIAL_V4 =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "168.63.129.16",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** Of IPv6 this alone is public: mapped, translated, local and multicast ones lie outside. */
  private static final Network GLOBAL_V6 = Network.of("2000::/3");

  /** Special ones within: Teredo and its neighbours, documentation, 6to4. */
  private static final List<Network> SPECIAL_V6 =
      networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private static final int IPV4_BYTES = 4;

  /** Looks names up; the system does unless a test knows better. */
  interface Names {

    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final boolean allowHttp;
  private final List<Network> allowed;
  private final Names names;

  @Autowired
  Destinations(PropensitySettings settings) {
    this(
        settings.notification().allowHttp(),
        settings.notification().allowedNetworks(),
        InetAddress::getAllByName);
  }

  Destinations(boolean allowHttp, List<String> allowedNetworks, Names names) {
    this.allowHttp = allowHttp;
    this.allowed = allowedNetworks.stream().map(Network::of).toList();
    this.names = names;
  }

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(Network::of).toList();
  }

  /** Why nothing may be sent to an address, as it resolves now, if so. */
  public Optional<String> refusal(String url) {
    return malformation(url).or(() -> unreachable(URI.create(url).getHost()));
  }

  /** What is wrong with an address before it is looked up, if anything is. */
  Optional<String> malformation(String url) {
    URI uri = uri(url);
    if (uri == null || uri.getHost() == null || uri.getScheme() == null) {
      return Optional.of("must be an address such as https://hooks.example.org/propensity");
    }
    if (!uri.getScheme().equalsIgnoreCase("https")
        && !(allowHttp && uri.getScheme().equalsIgnoreCase("http"))) {
      return Optional.of("must begin with https://");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return Optional.of("must be without a user, a password and a fragment");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      return Optional.of("has no port that can be");
    }
    return Optional.empty();
  }

  private static @Nullable URI uri(String url) {
    try {
      return url.length() > LONGEST ? null : new URI(url);
    } catch (URISyntaxException malformed) {
      return null;
    }
  }

  private Optional<String> unreachable(String host) {
    try {
      resolve(host);
      return Optional.empty();
    } catch (UnknownHostException unreachable) {
      return Optional.of(String.valueOf(unreachable.getMessage()));
    }
  }

  /**
   * The addresses of a host, to which alone may be connected.
   *
   * @throws UnknownHostException when there is none, or any of them is not allowed
   */
  InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = lookUp(host);
    for (InetAddress address : addresses) {
      if (!isAllowed(address)) {
        // Without the address: it would tell strangers of the network.
        throw new UnknownHostException(
            "leads to an address that is not public: allow its network in propensity.notification.allowed-networks, or choose another");
      }
    }
    return addresses;
  }

  private InetAddress[] lookUp(String host) throws UnknownHostException {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    try {
      return names.resolve(bare);
    } catch (UnknownHostException unknown) {
      UnknownHostException told = new UnknownHostException("names a host that cannot be found");
      told.initCause(unknown);
      throw told;
    }
  }

  private boolean isAllowed(InetAddress address) {
    return isPublic(address) || allowed.stream().anyMatch(network -> network.contains(address));
  }

  private static boolean isPublic(InetAddress address) {
    return address.getAddress().length == IPV4_BYTES
        ? SPECIAL_V4.stream().noneMatch(network -> network.contains(address))
        : GLOBAL_V6.contains(address)
            && SPECIAL_V6.stream().noneMatch(network -> network.contains(address));
  }
}
