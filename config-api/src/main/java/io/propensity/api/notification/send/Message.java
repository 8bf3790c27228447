package io.propensity.api.notification.send;

/**
 * What is sent to a webhook.
 *
 * @param id the same at each try, so that receivers know it again
 */
public record Message(String url, String id, String body) {}
