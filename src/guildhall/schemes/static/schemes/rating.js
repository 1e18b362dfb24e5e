// Rating by keyboard: 1 to 5 chooses on the scale that has the focus and goes on to the next one. Works without it too.
"use strict";

document.addEventListener("keydown", (event) => {
  const scale = event.target.closest("[data-rating] .scale");
  if (!scale || !/^[1-5]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  scale.querySelector(`input[value="${event.key}"]`).checked = true;
  const scales = [...document.querySelectorAll("[data-rating] .scale")];
  const next = scales[scales.indexOf(scale) + 1];
  const target = next ? next.querySelector("input:checked") || next.querySelector("input") : document.querySelector("form .buttons button");
  target.focus();
});
