// A review by keyboard: keys work only while the focus is inside a requirement, and never while somebody types.
"use strict";

const VERDICTS = { 1: "met", 2: "not-met", 3: "not-applicable" };

const cards = () => [...document.querySelectorAll("[data-requirement]")];

const go = (card, step) => {
  const all = cards();
  const next = all[all.indexOf(card) + step];
  if (next) next.focus();
};

const judge = (card, verdict) => {
  const again = card.querySelector("details");
  if (again) again.open = true;
  const choice = card.querySelector(`input[name="verdict"][value="${verdict}"]`);
  if (!choice) return;
  choice.checked = true;
  choice.focus();
};

document.addEventListener("keydown", (event) => {
  const card = event.target.closest("[data-requirement]");
  const typing = event.target.closest("input:not([type=radio]), textarea, select");
  if (!card || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in VERDICTS) judge(card, VERDICTS[event.key]);
  else if (event.key === "n") go(card, 1);
  else if (event.key === "p") go(card, -1);
  else if (event.key === "e") card.querySelector("[data-open]")?.click();
  else return;
  event.preventDefault();
});

// Where the evidence stands below on a small screen, it comes into view when it is opened.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "evidence") event.target.scrollIntoView({ block: "nearest" });
});

// After a finding was saved, the page opens at the next requirement: the keyboard goes on from there.
const here = location.hash && document.getElementById(location.hash.slice(1));
if (here && here.matches("[data-requirement]")) here.focus();
