"use strict";
(() => {
  /* Keeps a log that is read anew at its end, or where its reader scrolled to. */
  const NEAR = 8;
  let top = null;

  function show() {
    for (const log of document.querySelectorAll("pre[data-tail]")) {
      log.scrollTop = top === null ? log.scrollHeight : top;
    }
  }

  document.addEventListener("scroll", (event) => {
    const log = event.target;
    if (log instanceof Element && log.matches("pre[data-tail]")) {
      const atEnd = log.scrollHeight - log.clientHeight - log.scrollTop < NEAR;
      top = atEnd ? null : log.scrollTop;
    }
  }, true);
  document.addEventListener("htmx:oobAfterSwap", show);
  show();
})();
