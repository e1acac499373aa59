// Long tables can be sorted by a click on a heading and searched. Without this script the page reads the same.
"use strict";
const value = (row, n) => row.cells[n] ? row.cells[n].textContent.trim() : "";
const number = (text) => text === "" ? NaN : Number(text.replace(/[,%\s]/g, "").replace(/[−–]/g, "-"));

function compare(n, sign) {
  return (a, b) => {
    const [x, y] = [value(a, n), value(b, n)];
    const [i, j] = [number(x), number(y)];
    return sign * (Number.isNaN(i) || Number.isNaN(j) ? x.localeCompare(y) : i - j);
  };
}

function sortable(head, n, body) {
  head.tabIndex = 0;
  head.setAttribute("role", "button");
  head.title = "Sort by this column";
  const sort = () => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...[...body.rows].sort(compare(n, up ? 1 : -1)));
  };
  head.addEventListener("click", sort);
  head.addEventListener("keydown", (event) => { if (event.key === "Enter") sort(); });
}

function searchable(table, body) {
  const field = document.createElement("input");
  field.type = "search";
  field.className = "search";
  field.placeholder = `Search ${body.rows.length} rows`;
  field.setAttribute("aria-label", field.placeholder);
  field.addEventListener("input", () => {
    const wanted = field.value.toLowerCase();
    for (const row of body.rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  });
  table.parentNode.before(field);
}

for (const table of document.querySelectorAll("main section table")) {
  const [body, heads] = [table.tBodies[0], table.tHead && table.tHead.rows[0]];
  if (!body || !heads || body.rows.length < 3 || table.querySelector("[colspan], tbody [rowspan]")) continue;
  [...heads.cells].forEach((head, n) => sortable(head, n, body));
  if (body.rows.length > 12) searchable(table, body);
}
