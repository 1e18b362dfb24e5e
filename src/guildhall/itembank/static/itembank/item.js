// Pictures in items: a click sets a point, and what is chosen is seen on the picture. Everything works without it as well:
// points are written into fields, and spots are chosen by the controls that they are labels of.
"use strict";
{
  const fieldsOf = (place) => [...place.querySelectorAll("[data-response]")];
  const numbers = (field) => field.value.trim().split(/\s+/).map(Number);
  const isPoint = (field) => numbers(field).length === 2 && field.value.trim() && numbers(field).every(Number.isFinite);

  const marker = (picture, [x, y], number) => {
    const group = document.createElementNS(picture.namespaceURI, "g");
    const circle = document.createElementNS(picture.namespaceURI, "circle");
    const text = document.createElementNS(picture.namespaceURI, "text");
    for (const [name, value] of Object.entries({ cx: x, cy: y, r: 11, fill: "#fff", stroke: "#000" })) circle.setAttribute(name, value);
    for (const [name, value] of Object.entries({ x, y, "font-size": 14, "text-anchor": "middle", "dominant-baseline": "central" })) text.setAttribute(name, value);
    text.textContent = String(number);
    group.dataset.marker = number;
    group.append(circle, text);
    return group;
  };

  const drawPoints = (place) => {
    const picture = place.querySelector(".qti-picture");
    if (!picture) return;
    picture.querySelectorAll("[data-marker]").forEach((each) => each.remove());
    fieldsOf(place).forEach((field, at) => { if (isPoint(field)) picture.append(marker(picture, numbers(field), at + 1)); });
  };

  // A spot is marked as chosen where a control has it, alone or in a pair.
  const drawSpots = (interaction) => {
    const controls = [...interaction.querySelectorAll("input:checked, select")];
    const chosen = new Set(controls.flatMap((each) => each.value.split(" ")));
    interaction.querySelectorAll("[data-spot]").forEach((each) => each.classList.toggle("chosen", chosen.has(each.dataset.spot)));
  };

  const draw = (interaction) => {
    interaction.querySelectorAll("[data-pointing]").forEach(drawPoints);
    drawSpots(interaction);
  };

  const set = (place, event) => {
    const picture = place.querySelector(".qti-picture");
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    const fields = fieldsOf(place);
    const taken = event.target.closest("[data-marker]");
    const field = taken ? fields[Number(taken.dataset.marker) - 1] : fields.find((each) => !each.value.trim()) ?? fields.at(-1);
    field.value = taken ? "" : `${Math.round(x)} ${Math.round(y)}`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  document.addEventListener("click", (event) => {
    const place = event.target.closest(".qti-picture")?.closest("[data-pointing]");
    if (place) set(place, event);
  });
  for (const name of ["input", "change", "focusin"]) {
    document.addEventListener(name, (event) => {
      const interaction = event.target.closest?.(".qti-interaction");
      if (interaction) draw(interaction);
    });
  }

  // Answers may be filled in after the page came: whatever comes into view is drawn anew.
  const seen = new IntersectionObserver((entries) => entries.filter((each) => each.isIntersecting).forEach((each) => draw(each.target)));
  document.querySelectorAll(".qti-interaction").forEach((each) => seen.observe(each));
}
