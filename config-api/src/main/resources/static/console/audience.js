"use strict";
/* The editor of audiences: suggestions, errors at their place, and a builder that reads and writes the same text. */
(() => {
  const text = document.getElementById("audience_filter");
  const marks = document.getElementById("audience-marks");
  const list = document.getElementById("audience-words");
  const table = document.getElementById("users_table");
  const builder = document.getElementById("builder");
  const rows = document.getElementById("builder-rows");
  const beyond = document.getElementById("builder-beyond");
  const add = document.getElementById("builder-add");
  const KEYWORDS = ["AND", "OR", "NOT", "IN", "BETWEEN", "LIKE", "IS", "NULL", "TRUE", "FALSE", "CASE", "WHEN", "THEN", "ELSE", "END", "DATE", "TIMESTAMP"];
  const SHOWN = 8;
  let words = { columns: [], functions: [] };
  let chosen = -1;

  /* ---- errors at their place; positions count characters from 1 ---- */

  function mark(position) {
    marks.replaceChildren();
    if (!position) {
      return;
    }
    const characters = Array.from(text.value);
    const start = Math.min(position - 1, characters.length);
    let end = start;
    while (end < characters.length && /[\p{L}\p{N}_.]/u.test(characters[end])) {
      end++;
    }
    end = Math.max(end, start + 1);
    const wrong = document.createElement("mark");
    wrong.textContent = characters.slice(start, end).join("") || " ";
    marks.append(characters.slice(0, start).join(""), wrong, characters.slice(end).join(""));
    marks.scrollTop = text.scrollTop;
  }

  text.addEventListener("scroll", () => { marks.scrollTop = text.scrollTop; });
  document.addEventListener("htmx:afterSwap", (event) => {
    const answer = event.target.querySelector ? event.target.querySelector("[data-preview]") : null;
    if (answer) {
      mark(Number(answer.dataset.position || 0));
    }
  });

  /* ---- suggestions ---- */

  function load() {
    fetch("/console/campaigns/hints/words?users_table=" + encodeURIComponent(table.value))
      .then((answer) => (answer.ok ? answer.json() : words))
      .then((known) => { words = known; offer(); read(); })
      .catch(() => { builder.hidden = true; });
  }

  function wordBeforeCaret() {
    return /[A-Za-z_][A-Za-z0-9_]*$/.exec(text.value.slice(0, text.selectionStart));
  }

  function inText(before) {
    return (before.match(/'/g) || []).length % 2 === 1;
  }

  function candidates(start) {
    const low = start.toLowerCase();
    const fits = (name) => name.toLowerCase().startsWith(low) && name.toLowerCase() !== low;
    const columns = words.columns.filter((column) => fits(column.name))
      .map((column) => ({ shown: column.name, written: quotedName(column.name), about: column.type }));
    const functions = words.functions.filter((one) => fits(one.name))
      .map((one) => ({ shown: one.name, written: one.name + "(", about: one.signature }));
    const keywords = start ? KEYWORDS.filter(fits).map((word) => ({ shown: word, written: word, about: "" })) : [];
    return columns.concat(functions, keywords).slice(0, SHOWN);
  }

  function close() {
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    text.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    const items = list.children;
    chosen = (index + items.length) % items.length;
    for (let i = 0; i < items.length; i++) {
      items[i].setAttribute("aria-selected", String(i === chosen));
    }
    items[chosen].scrollIntoView({ block: "nearest" });
    text.setAttribute("aria-activedescendant", items[chosen].id);
  }

  function suggest(asked) {
    close();
    const word = wordBeforeCaret();
    const before = text.value.slice(0, text.selectionStart);
    if (inText(before) || (!word && !asked)) {
      return;
    }
    const found = candidates(word ? word[0] : "");
    found.forEach((candidate, index) => {
      const item = document.createElement("li");
      item.id = "audience-word-" + index;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.written = candidate.written;
      const about = document.createElement("small");
      about.textContent = candidate.about;
      item.append(candidate.shown, about);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); accept(index); });
      list.append(item);
    });
    list.hidden = found.length === 0;
    if (found.length > 0) {
      choose(0);
    }
  }

  function accept(index) {
    const written = list.children[index].dataset.written;
    const word = wordBeforeCaret();
    const start = text.selectionStart - (word ? word[0].length : 0);
    text.setRangeText(written, start, text.selectionStart, "end");
    close();
    changed();
    text.focus();
  }

  function changed() {
    text.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  }

  text.addEventListener("input", () => { mark(0); suggest(false); read(); });
  text.addEventListener("blur", close);
  text.addEventListener("keydown", (event) => {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      suggest(true);
      return;
    }
    if (list.hidden) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") {
      event.preventDefault();
      accept(chosen);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });

  /* ---- the builder: a conjunction of simple comparisons, or nothing ---- */

  const OPERATORS = ["=", "<>", "<", "<=", ">", ">=", "LIKE", "IN", "IS NULL", "IS NOT NULL"];
  const LITERAL = "-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|'(?:[^']|'')*'|TRUE\\b|FALSE\\b|(?:DATE|TIMESTAMP)\\s*'(?:[^']|'')*'";
  const NAME = "[A-Za-z_][A-Za-z0-9_]*|`(?:[^`]|``)+`|\"(?:[^\"]|\"\")+\"";
  const CONDITION = new RegExp(
    "^\\s*(" + NAME + ")\\s*(?:(IS\\s+NOT\\s+NULL\\b|IS\\s+NULL\\b)|(=|<>|!=|<=|>=|<|>|LIKE\\b)\\s*(" + LITERAL + ")|(IN)\\s*(\\(\\s*(?:" + LITERAL + ")(?:\\s*,\\s*(?:" + LITERAL + "))*\\s*\\)))\\s*", "i");

  function quotedName(name) {
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !KEYWORDS.includes(name.toUpperCase()) ? name : "`" + name.replaceAll("`", "``") + "`";
  }

  function plainName(written) {
    const quote = written[0];
    return quote === "`" || quote === '"' ? written.slice(1, -1).replaceAll(quote + quote, quote) : written;
  }

  /** The conditions of a text; null where it is more than that. */
  function parse(written) {
    if (/^\s*TRUE\s*$/i.test(written) || written.trim() === "") {
      return [];
    }
    const conditions = [];
    let rest = written;
    for (;;) {
      const match = CONDITION.exec(rest);
      if (!match || KEYWORDS.includes(match[1].toUpperCase())) {
        return null;
      }
      const operator = (match[2] || match[3] || match[5]).toUpperCase().replace(/\s+/g, " ").replace("!=", "<>");
      conditions.push({ column: plainName(match[1]), operator, value: valueOf(operator, match[4] || match[6] || ""), quoted: (match[4] || "")[0] === "'" });
      rest = rest.slice(match[0].length);
      if (rest === "") {
        return conditions;
      }
      const and = /^AND\b/i.exec(rest);
      if (!and) {
        return null;
      }
      rest = rest.slice(and[0].length);
    }
  }

  /** What the field shows of a literal: texts without their quotes, everything else as it is. */
  function valueOf(operator, literal) {
    if (operator === "IN") {
      return literal.slice(1, -1).trim();
    }
    return literal[0] === "'" ? literal.slice(1, -1).replaceAll("''", "'") : literal;
  }

  function typeOf(column) {
    const known = words.columns.find((one) => one.name.toLowerCase() === column.toLowerCase());
    return known ? known.type : "";
  }

  function literalOf(condition) {
    const value = condition.value;
    const type = typeOf(condition.column).toUpperCase();
    if (condition.operator === "IN") {
      return "(" + value + ")";
    }
    const typed = /^(DATE|TIMESTAMP)\s*'/i.test(value);
    if (condition.operator !== "LIKE" && (type === "INTEGER" || type === "NUMBER" || type === "BOOLEAN" || typed)) {
      return value.trim() === "" ? "0" : value.trim();
    }
    if (type === "DATE" || type === "TIMESTAMP") {
      return type + " '" + value.replaceAll("'", "''") + "'";
    }
    const isBare = type === "" && !condition.quoted && new RegExp("^(?:" + LITERAL + ")$", "i").test(value);
    return isBare ? value : "'" + value.replaceAll("'", "''") + "'";
  }

  function written(conditions) {
    if (conditions.length === 0) {
      return "TRUE";
    }
    return conditions.map((condition) => quotedName(condition.column) + " " + condition.operator
      + (condition.operator.startsWith("IS") ? "" : " " + literalOf(condition))).join(" AND ");
  }

  function option(value, selected) {
    return new Option(value, value, false, value === selected);
  }

  function field(kind, label) {
    const made = document.createElement(kind);
    made.setAttribute("aria-label", label);
    made.addEventListener("input", write);
    return made;
  }

  function row(condition, index) {
    const item = document.createElement("li");
    item.dataset.quoted = condition.quoted ? "yes" : "";
    const column = field("select", "Column of condition " + (index + 1));
    const names = words.columns.map((one) => one.name);
    if (!names.some((name) => name.toLowerCase() === condition.column.toLowerCase())) {
      names.unshift(condition.column);
    }
    names.forEach((name) => column.add(option(name, names.find((one) => one.toLowerCase() === condition.column.toLowerCase()))));
    const operator = field("select", "Comparison of condition " + (index + 1));
    OPERATORS.forEach((one) => operator.add(option(one, condition.operator)));
    const value = field("input", "Value of condition " + (index + 1));
    value.value = condition.value;
    value.autocomplete = "off";
    value.spellcheck = false;
    value.disabled = condition.operator.startsWith("IS");
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "quiet";
    remove.textContent = "Remove";
    remove.setAttribute("aria-label", "Remove condition " + (index + 1));
    remove.addEventListener("click", () => { item.remove(); write(); show(); add.focus(); });
    item.append(column, operator, value, remove);
    return item;
  }

  function shownConditions() {
    return Array.from(rows.children, (item) => {
      const [column, operator, value] = item.children;
      value.disabled = operator.value.startsWith("IS");
      return { column: column.value, operator: operator.value, value: value.value, quoted: item.dataset.quoted !== "" };
    });
  }

  function write() {
    text.value = written(shownConditions());
    mark(0);
    text.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "builder" }));
    close();
  }

  function show() {
    const conditions = parse(text.value);
    beyond.hidden = conditions !== null;
    rows.replaceChildren(...(conditions || []).map(row));
    offer();
  }

  /** Offers the columns that are known in what is shown, in which somebody may be at work already. */
  function offer() {
    add.hidden = !beyond.hidden || words.columns.length === 0;
    Array.from(rows.children, (item) => item.firstElementChild).forEach((column) => {
      const there = Array.from(column.options, (one) => one.value.toLowerCase());
      words.columns
        .filter((one) => !there.includes(one.name.toLowerCase()))
        .forEach((one) => column.add(option(one.name, column.value)));
    });
  }

  /** Takes what was typed, unless the builder itself wrote it: nobody's field is taken from under them. */
  function read() {
    if (!builder.contains(document.activeElement)) {
      show();
    }
  }

  add.addEventListener("click", () => {
    const first = words.columns[0];
    const value = first.values.length > 0 ? String(first.values[0]) : "";
    rows.append(row({ column: first.name, operator: "=", value }, rows.children.length));
    write();
    rows.lastElementChild.firstElementChild.focus();
  });

  table.addEventListener("change", load);
  mark(Number(text.dataset.position || 0));
  read();
  load();
})();
