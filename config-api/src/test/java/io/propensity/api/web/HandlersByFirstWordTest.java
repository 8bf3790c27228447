package io.propensity.api.web;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

class HandlersByFirstWordTest {

  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(new Handlers())
          .setCustomHandlerMapping(HandlersByFirstWord::new)
          .build();

  @RestController
  static class Handlers {

    @GetMapping("/")
    String root() {
      return "root";
    }

    @GetMapping("/campaigns/{id}")
    String campaign(@PathVariable String id) {
      return "campaign " + id;
    }

    @GetMapping("/campaigns/new")
    String newOne() {
      return "new";
    }

    @GetMapping(path = "/campaigns/{id}", headers = "X-Form")
    String form(@PathVariable String id) {
      return "form of " + id;
    }

    @GetMapping({"/models/{name}", "/flavors/{name}"})
    String either(@PathVariable String name) {
      return "either " + name;
    }

    @GetMapping("/{area}/help/{topic}")
    String help(@PathVariable String area, @PathVariable String topic) {
      return "help " + area + " " + topic;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/, root",
    "/campaigns/7, campaign 7",
    "/%63ampaigns/7, campaign 7",
    "/campaigns/new, new",
    "/models/a, either a",
    "/flavors/a, either a",
    "/campaigns/help/x, help campaigns x",
    "/elsewhere/help/x, help elsewhere x"
  })
  void finds(String address, String answer) throws Exception {
    mvc.perform(get(URI.create(address))).andExpect(content().string(answer));
  }

  @Test
  void letsSpringChooseWhereSeveralFit() throws Exception {
    mvc.perform(get("/campaigns/7").header("X-Form", "1")).andExpect(content().string("form of 7"));
  }

  @Test
  void tellsWhatIsNotThereFromWhatIsAskedWrongly() throws Exception {
    mvc.perform(get("/nowhere/7")).andExpect(status().isNotFound());
    mvc.perform(post("/campaigns/7")).andExpect(status().isMethodNotAllowed());
  }
}
