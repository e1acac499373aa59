// Every table can be sorted by the buttons in its head, and a long one searched. Without this script the page reads the same.
"use strict";
const LONG = 12; // rows, above which a table gets a field to search it
const BLANK = /^([-−–—]|NaN)?$/;
const NUMBER = /^<?[-−–+]?(\d{1,3}([,\s]\d{3})+|\d*)(\.\d+)?(e[-+]?\d+)?\s*%?$/i;
const alphabet = new Intl.Collator("en", { numeric: true });
const number = (text) => Number(text.replace(/[<,%\s]/g, "").replace(/^[−–]/, "-"));
const seen = (cell) => cell ? (cell.querySelector("summary") ?? cell).textContent.trim() : ""; // not what is folded away in it

function sorted(rows, n, sign) { // empty cells stay last, equal ones in their order
  const text = new Map(rows.map((row) => [row, seen(row.cells[n])]));
  const filled = rows.filter((row) => !BLANK.test(text.get(row)));
  const numeric = filled.every((row) => NUMBER.test(text.get(row)));
  const compare = numeric ? (a, b) => number(a) - number(b) : alphabet.compare;
  filled.sort((a, b) => sign * compare(text.get(a), text.get(b)));
  return [...filled, ...rows.filter((row) => BLANK.test(text.get(row)))];
}

function sortable(head, n, body, rows) { // upwards, downwards, as printed
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const next = { ascending: "descending", descending: "" }[head.getAttribute("aria-sort")] ?? "ascending";
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    if (next) head.setAttribute("aria-sort", next);
    body.append(...(next ? sorted(rows, n, next === "ascending" ? 1 : -1) : rows));
  });
}

function searchable(table, rows) {
  const [box, field, found] = ["div", "input", "output"].map((name) => document.createElement(name));
  box.className = "search";
  field.type = "search";
  field.placeholder = `Search ${rows.length} rows`;
  field.setAttribute("aria-label", table.caption ? `${field.placeholder}: ${table.caption.textContent}` : field.placeholder);
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    for (const row of rows) row.hidden = ![...row.cells].map(seen).join(" ").toLowerCase().includes(wanted);
    found.textContent = wanted && `${rows.filter((row) => !row.hidden).length} found`;
  });
  box.append(field, found);
  table.parentNode.before(box);
}

for (const table of document.querySelectorAll("main section table")) {
  const [body, heads] = [table.tBodies[0], table.tHead && table.tHead.rows[0]];
  if (!body || !heads || body.rows.length < 2 || table.querySelector("[colspan], tbody [rowspan]")) continue;
  const rows = [...body.rows];
  [...heads.cells].forEach((head, n) => { if (head.textContent.trim()) sortable(head, n, body, rows); });
  if (rows.length > LONG) searchable(table, rows);
}
