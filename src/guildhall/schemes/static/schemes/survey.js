// Saves the answers of a page as they are given, a moment after the last one. Without it, each page is saved when one goes on.
"use strict";

const form = document.querySelector("form[data-saves]");
const told = form?.querySelector("[data-saved]");
let rest;

const save = async () => {
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { "X-Saved-As-One-Goes": "1" }, cache: "no-store",
    });
    told.textContent = answer.status === 204 ? told.dataset.saved : told.dataset.broken;
  } catch {
    told.textContent = told.dataset.broken;
  }
};

form?.addEventListener("change", () => {
  clearTimeout(rest);
  rest = setTimeout(save, 400);
});
