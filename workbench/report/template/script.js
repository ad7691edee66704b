"use strict";
// Sorts tables, finds claims, figures and articles, copies a claim as a citation; nothing else in the report runs.
sortable(document);
// Find: the words and chips that are chosen stand in the fragment of the address, so that a view can be passed on.
const FIND = "#find:";
const FACETS = { what: "", verdict: "verdict", origin: "origin", speaker: "on whose word", day: "day", checked: "checked" };
const MOST_CHIPS = 8;
const finder = document.querySelector(".finder");
const asked = () => new URLSearchParams(location.hash.startsWith(FIND) ? location.hash.slice(FIND.length) : "");
const lines = [...document.querySelectorAll(".hits > li")].map((line) => ({
  line,
  words: line.textContent.toLowerCase(),
  held: Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, (line.dataset[facet] ?? "").split(" | ").filter(Boolean)])),
}));
const fits = (one, query, left = "") =>
  (query.get("q") ?? "").toLowerCase().split(/\s+/).every((word) => one.words.includes(word)) &&
  Object.keys(FACETS).every((facet) => {
    const chosen = query.getAll(facet);
    return facet === left || !chosen.length || chosen.some((value) => one.held[facet].includes(value));
  });
const choose = (change) => {
  const query = asked();
  change(query);
  const next = query.toString();
  history.replaceState(null, "", next ? FIND + next : location.pathname + location.search);
  find();
};
const chip = (facet, value, count, on) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chip";
  button.setAttribute("aria-pressed", on);
  button.textContent = `${value} ${count}`;
  button.addEventListener("click", () =>
    choose((query) => {
      const kept = query.getAll(facet).filter((other) => other !== value);
      query.delete(facet);
      for (const other of on ? kept : [...kept, value]) query.append(facet, other);
    }),
  );
  return button;
};
const chips = (facet, query) => {
  const counts = new Map();
  for (const one of lines) {
    if (fits(one, query, facet)) for (const value of one.held[facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const chosen = query.getAll(facet);
  for (const value of chosen) if (!counts.has(value)) counts.set(value, 0);
  const order = [...counts].sort((a, b) => chosen.includes(b[0]) - chosen.includes(a[0]) || b[1] - a[1] || compare(a[0], b[0]));
  const row = document.createElement("div");
  row.className = "facet";
  row.append(FACETS[facet] ? `${FACETS[facet]}: ` : "");
  const made = order.map(([value, count]) => chip(facet, value, count, chosen.includes(value)));
  row.append(...made.slice(0, MOST_CHIPS));
  if (made.length > MOST_CHIPS) {
    const more = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = `${made.length - MOST_CHIPS} more`;
    more.append(summary, ...made.slice(MOST_CHIPS));
    row.append(more);
  }
  return order.length > 1 || chosen.length ? row : "";
};
const find = () => {
  if (!finder) return;
  const query = asked();
  const box = finder.querySelector(".words");
  if (box.value !== (query.get("q") ?? "")) box.value = query.get("q") ?? "";
  const counts = {};
  for (const one of lines) {
    const hit = fits(one, query);
    one.line.hidden = !hit;
    if (hit) counts[one.held.what[0]] = (counts[one.held.what[0]] ?? 0) + 1;
  }
  const said = ["claim", "figure", "article"].filter((what) => counts[what]).map((what) => `${counts[what]} ${what}${counts[what] > 1 ? "s" : ""}`);
  document.querySelector(".found").textContent = said.join(", ") || "Nothing matches: take a chip or a word away.";
  finder.querySelector(".chips").replaceChildren(...Object.keys(FACETS).map((facet) => chips(facet, query)));
};
if (finder) {
  finder.hidden = false;
  finder.querySelector(".words").addEventListener("input", (event) =>
    choose((query) => (event.target.value.trim() ? query.set("q", event.target.value.trim()) : query.delete("q"))),
  );
}
for (const search of document.querySelectorAll(".search")) {
  search.hidden = false;
  const box = search.querySelector("input");
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") location.href = `${box.dataset.find}${FIND}${new URLSearchParams({ q: box.value.trim() })}`;
  });
}
for (const place of document.querySelectorAll(".cite")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy as citation";
  button.addEventListener("click", async () => {
    const text = `${place.dataset.cite} ${document.querySelector("footer").textContent.trim()}`;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      // a page that was opened from disk may have no clipboard of its own: the sentence is shown, to be copied by hand
      const shown = document.createElement("textarea");
      shown.value = text;
      shown.readOnly = true;
      shown.setAttribute("aria-label", "Citation");
      button.replaceWith(shown);
      shown.select();
    }
  });
  place.append(button);
}
const show = () => {
  if (location.hash.startsWith(FIND)) {
    find();
    if (finder) finder.scrollIntoView();
    return;
  }
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  document.querySelectorAll(".evidence-target").forEach((mark) => mark.classList.remove("evidence-target"));
  if (!target) return;
  for (const mark of document.querySelectorAll("mark[data-for]")) {
    if (mark.dataset.for.split(" ").includes(target.id)) mark.classList.add("evidence-target");
  }
  for (let folded = target.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  target.scrollIntoView({ block: "center" });
};
addEventListener("hashchange", show);
// On a phone the pages stand in one line that scrolls: the one that is read is in view.
const strip = document.querySelector("nav ul");
const here = strip?.querySelector("[aria-current]");
if (here && strip.scrollWidth > strip.clientWidth) {
  strip.scrollLeft = here.offsetLeft - strip.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
}
find();
show();
