package io.propensity.api.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Writes the problem documents of the console's addresses as pages. */
class ProblemPage extends AbstractHttpMessageConverter<ProblemDetail> {

  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

  private final ITemplateEngine templates;

  ProblemPage(ITemplateEngine templates) {
    super(HTML);
    this.templates = templates;
  }

  @Override
  protected boolean supports(Class<?> type) {
    return ProblemDetail.class.isAssignableFrom(type);
  }

  @Override
  public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
    return false;
  }

  @Override
  protected ProblemDetail readInternal(
      Class<? extends ProblemDetail> type, HttpInputMessage message) {
    throw new HttpMessageNotReadableException("A page is no problem document", message);
  }

  @Override
  protected void writeInternal(ProblemDetail body, HttpOutputMessage message) throws IOException {
    message.getHeaders().setContentType(HTML);
    Writer writer = new OutputStreamWriter(message.getBody(), StandardCharsets.UTF_8);
    templates.process("console/problem", context(Problem.of(body)), writer);
    writer.flush();
  }

  private static WebContext context(Problem problem) {
    ServletRequestAttributes current =
        (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
    HttpServletRequest request = current.getRequest();
    HttpServletResponse response = current.getResponse();
    return new WebContext(
        JakartaServletWebApplication.buildApplication(request.getServletContext())
            .buildExchange(request, response),
        Locale.ENGLISH,
        Map.of("problem", problem));
  }
}
