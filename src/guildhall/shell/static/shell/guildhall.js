// What pages do more comfortably with a script; every page works without it.
"use strict";

// '/' puts the cursor into the one search box.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("[data-search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// Escape closes the open menu and gives the focus back to what opened it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.who[open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  if (location.hash === "#places") location.hash = "#content";
});

// A click beside the open menu closes it.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.who[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

// One box selects every row of the page; how many are selected is said where the act stands.
const tell = (form) => {
  const chosen = form.querySelectorAll("[data-row]:checked").length;
  form.querySelectorAll("[data-chosen]").forEach((place) => { place.textContent = String(chosen); });
};
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-selection]");
  if (!form) return;
  if (event.target.matches("[data-all]")) {
    form.querySelectorAll("[data-row]").forEach((box) => { box.checked = event.target.checked; });
  }
  tell(form);
});

// A filter that is changed narrows the list at once.
document.addEventListener("change", (event) => {
  if (event.target.matches("form[data-narrow] select")) event.target.form.requestSubmit();
});

// A passkey that was not used is told on the page; otherwise a press on its button would seem to do nothing.
document.addEventListener("allauth.error", (event) => {
  const note = document.querySelector("[data-passkey-trouble]");
  if (!note) return;
  event.preventDefault();
  document.querySelector("main").prepend(note);
  note.hidden = false;
  note.focus();
});

// Parts of a page that are fetched when it stands: that they come and that all are there is said once, and whoever stood
// on the link to one stands on its heading afterwards. Where one does not come, the link to it stays.
const isPart = (element) => Boolean(element?.matches?.("[data-later]"));
const tellOfParts = (what) => {
  const place = document.querySelector("[data-later-told]");
  if (place && place.textContent !== place.dataset[what]) place.textContent = place.dataset[what];
};
let stoodThere = false;
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!isPart(event.target)) return;
  event.target.setAttribute("aria-busy", "true");
  tellOfParts("coming");
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (isPart(event.target)) stoodThere = event.target.contains(document.activeElement);
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (!isPart(event.detail.requestConfig?.elt)) return;
  const heading = stoodThere && event.target.querySelector?.("h2");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus();
    stoodThere = false;
  }
  if (!document.querySelector("[data-later]")) tellOfParts("come");
});
const failed = (event) => {
  if (!isPart(event.detail.elt)) return;
  event.detail.elt.removeAttribute("aria-busy");
  tellOfParts("failed");
};
["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach((name) => document.addEventListener(name, failed));
