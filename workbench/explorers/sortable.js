// Sorts every table of a page or an element by a click or a key on a column head.
const compare = (a, b) => {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) ? a.localeCompare(b, "en", { numeric: true }) : difference;
};
function sortable(root) {
  for (const table of root.querySelectorAll("table.sortable")) {
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
}
