// Judging by keyboard: the first letter of an answer chooses it while the answers have the focus, and Enter goes on.
"use strict";

document.addEventListener("keydown", (event) => {
  const radio = event.target.closest('input[type="radio"]');
  if (!radio || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter") {
    event.preventDefault();
    radio.form.requestSubmit();
    return;
  }
  const letter = event.key.toLowerCase();
  const same = [...radio.form.querySelectorAll(`input[type="radio"][name="${radio.name}"]`)];
  const chosen = same.find((each) => each.closest("label")?.textContent.trim().toLowerCase().startsWith(letter));
  if (letter.length !== 1 || !chosen) return;
  event.preventDefault();
  chosen.checked = true;
  chosen.focus();
});
