package io.propensity.api.notification.send;

import io.propensity.run.ConfigurationException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that begin alike: {@code 10.0.0.0/8}, {@code fd00::/8}. */
record Network(String text, BigInteger first, int length, int prefix) {

  private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f:.]+)/([0-9]{1,3})");

  /**
   * Reads a network, or one address.
   *
   * @throws ConfigurationException when it is none
   */
  static Network of(String text) {
    String whole = text.contains("/") ? text : text + (text.contains(":") ? "/128" : "/32");
    Matcher matcher = FORM.matcher(whole.strip());
    if (matcher.matches()) {
      byte[] address = literal(matcher.group(1), text);
      int prefix = Integer.parseInt(matcher.group(2));
      if (prefix <= address.length * 8) {
        return new Network(text, new BigInteger(1, address), address.length, prefix);
      }
    }
    throw refusal(text);
  }

  boolean contains(InetAddress other) {
    byte[] address = other.getAddress();
    int free = length * 8 - prefix;
    return address.length == length
        && new BigInteger(1, address).shiftRight(free).equals(first.shiftRight(free));
  }

  /** Digits, colons and points alone, so that no name is ever looked up. */
  private static byte[] literal(String address, String text) {
    boolean isWhole = address.contains(":") || address.matches("[0-9]+(\\.[0-9]+){3}");
    if (!isWhole) {
      throw refusal(text);
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException wrong) {
      throw refusal(text);
    }
  }

  private static ConfigurationException refusal(String text) {
    return new ConfigurationException(
        "propensity.notification.allowed-networks has '%s': a network such as 10.1.0.0/16 or fd00::/8 is wanted"
            .formatted(text));
  }
}
