// Rating by keyboard: a number chooses on the scale that has the focus and goes on to the next one. Works without it too.
"use strict";

document.addEventListener("keydown", (event) => {
  const scale = event.target.closest("[data-rating] .scale");
  if (!scale || !/^[0-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  const chosen = scale.querySelector(`input[value="${event.key}"]`);
  if (!chosen) return;
  event.preventDefault();
  chosen.checked = true;
  chosen.dispatchEvent(new Event("change", { bubbles: true }));
  const scales = [...document.querySelectorAll("[data-rating] .scale")];
  const next = scales[scales.indexOf(scale) + 1];
  const target = next ? next.querySelector("input:checked") || next.querySelector("input") : document.querySelector("form .buttons button");
  target.focus();
});
