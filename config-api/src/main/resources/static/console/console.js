"use strict";
(() => {
  const date = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

  /** Times as the reader's clock has them; UTC stays in the title. */
  function localTimes(root) {
    for (const time of root.querySelectorAll("time[datetime]")) {
      const at = new Date(time.dateTime);
      if (!Number.isNaN(at.getTime())) {
        time.textContent = date.format(at);
      }
    }
  }

  function notice(text) {
    const box = document.createElement("div");
    box.textContent = text;
    document.getElementById("notices").append(box);
    setTimeout(() => box.remove(), 8000);
  }

  function csrf() {
    return document.querySelector('meta[name="csrf"]').content;
  }

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") {
      event.detail.headers["X-XSRF-TOKEN"] = csrf();
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => localTimes(event.detail.elt.parentElement || document));
  document.addEventListener("htmx:sendError", () => notice("The service does not answer. Try again in a moment."));
  document.addEventListener("htmx:responseError", (event) => {
    const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const detail = page.querySelector("[data-problem] p");
    notice(detail ? detail.textContent : "The service answered " + event.detail.xhr.status + ".");
  });

  /** A form that asks before it is sent: data-confirm says what will happen. */
  document.addEventListener("submit", (event) => {
    const question = event.target.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      return;
    }
    for (const button of event.target.querySelectorAll('button[type="submit"]')) {
      setTimeout(() => { button.disabled = true; }, 0);
    }
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll('button[type="submit"]:disabled').forEach((button) => { button.disabled = false; });
  });

  /** A field that sends its form when it changes. */
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submits]")) {
      event.target.form.requestSubmit();
    }
  });

  /** What is new is by the reader's clock, and need not say so; a field that somebody filled in stays. */
  function ownZone() {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
    const field = document.querySelector("[data-own-zone]");
    if (field && field.value === "UTC") {
      field.value = own;
    }
    for (const named of document.querySelectorAll("[data-zone]")) {
      named.hidden = field.value === own;
    }
  }

  const KEYS = "propensity.keys";
  let going = false;

  function keysAreOn() {
    return localStorage.getItem(KEYS) !== "off";
  }

  function follow(selector) {
    const target = document.querySelector(selector);
    if (target) {
      target.click();
    }
    return target !== null;
  }

  function pressed(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
      event.target.form.requestSubmit();
      return;
    }
    const writes = event.target.matches("input, textarea, select, [contenteditable]");
    if (writes || event.ctrlKey || event.metaKey || event.altKey || !keysAreOn()) {
      return;
    }
    let done = false;
    if (going) {
      going = false;
      done = follow('nav a[data-key="' + CSS.escape(event.key) + '"]');
    } else if (event.key === "g") {
      going = true;
      setTimeout(() => { going = false; }, 1200);
    } else if (event.key === "/") {
      const search = document.querySelector('input[type="search"]');
      if (search) {
        search.focus();
        done = true;
      }
    } else if (event.key === "n") {
      done = follow("[data-new]");
    }
    if (done) {
      event.preventDefault();
    }
  }

  function start() {
    localTimes(document);
    ownZone();
    document.addEventListener("keydown", pressed);
    const dialog = document.getElementById("keys");
    const open = document.getElementById("keys-open");
    const on = document.getElementById("keys-on");
    if (open) {
      open.addEventListener("click", () => { on.checked = keysAreOn(); dialog.showModal(); });
      on.addEventListener("change", () => localStorage.setItem(KEYS, on.checked ? "on" : "off"));
    }
    const wrong = document.querySelector('[aria-invalid="true"]');
    if (wrong) {
      wrong.focus();
    }
  }

  start();
})();
