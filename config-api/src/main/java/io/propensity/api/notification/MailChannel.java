package io.propensity.api.notification;

import io.propensity.api.NotificationSettings.Mail;
import io.propensity.api.PropensitySettings;
import io.propensity.api.notification.send.Answer;
import io.propensity.run.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Messages by mail, through the server of {@code spring.mail}. */
@Component
class MailChannel implements Channel {

  private final Mail settings;
  private final @Nullable JavaMailSender sender;

  MailChannel(PropensitySettings settings, ObjectProvider<JavaMailSender> senders) {
    this.settings = settings.notification().mail();
    this.sender = senders.getIfAvailable();
    if (!this.settings.to().isEmpty() && sender == null) {
      throw new ConfigurationException(
          "propensity.notification.mail.to is set: set spring.mail.host to the server that sends mail");
    }
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public boolean isOpen() {
    return sender != null && !settings.to().isEmpty();
  }

  @Override
  public Answer send(Delivery delivery) {
    if (sender == null) {
      return Answer.failed("spring.mail.host is not set any more");
    }
    SimpleMailMessage mail = new SimpleMailMessage();
    mail.setTo(settings.to().toArray(String[]::new));
    mail.setFrom(String.valueOf(settings.from()));
    mail.setSubject("%s: %s".formatted(delivery.event().text(), delivery.runId()));
    mail.setText(delivery.payload());
    try {
      sender.send(mail);
      return Answer.delivered();
    } catch (MailException failure) {
      return Answer.failed("The mail was not taken: " + failure.getMessage());
    }
  }
}
