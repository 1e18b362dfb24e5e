// The editor shows what is typed as it will be read, a moment after the last stroke; the button does it without a script.
"use strict";

const look = document.querySelector("button[data-previewed]");
const place = document.getElementById("shown");

if (look && place) {
  let waiting = 0;
  let asked = 0;
  const text = look.form.elements.body;
  const renew = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(look.dataset.previewed, { method: "POST", body: new FormData(look.form) });
      if (answer.ok && mine === asked) place.innerHTML = await answer.text();
    } catch {
      // Nothing is lost: the text stays in the form, and the button looks at it again.
    }
  };
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(renew, 500);
  });
}
