"use strict";
// Sorts tables by a click or a key on a column head; nothing else in the report runs.
const compare = (a, b) => {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) ? a.localeCompare(b, "en", { numeric: true }) : difference;
};
for (const table of document.querySelectorAll("table.sortable")) {
  const groups = table.tBodies.length > 1; // a row with a second line is a body of its own
  table.querySelectorAll("thead th").forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = groups ? [...table.tBodies] : [...table.tBodies[0].rows];
      const cell = (row) => (groups ? row.rows[0] : row).cells[column];
      const key = (row) => cell(row).dataset.sort ?? cell(row).textContent.trim();
      const known = rows.filter((row) => key(row) !== "").sort((a, b) => compare(key(a), key(b)));
      const missing = rows.filter((row) => key(row) === "");
      (groups ? table : table.tBodies[0]).append(...(down ? known.reverse() : known), ...missing);
    });
  });
}
const show = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  document.querySelectorAll(".evidence-target").forEach((mark) => mark.classList.remove("evidence-target"));
  if (!target) return;
  for (const mark of document.querySelectorAll("mark[data-for]")) {
    if (mark.dataset.for.split(" ").includes(target.id)) mark.classList.add("evidence-target");
  }
  target.scrollIntoView({ block: "center" });
};
addEventListener("hashchange", show);
show();
