// Writing an item with a script: the preview and the advice follow what is typed, empty rows wait until they are wanted,
// and spots can be drawn on their picture. Without it the 'Preview' button shows both, and spots are told by numbers.
"use strict";
{
  const form = document.querySelector("[data-writing]");
  const PAUSE = 600;
  const LEAST = 4;
  let waiting;

  const button = form.querySelector("[data-preview]");
  const frame = form.querySelector("iframe");

  // What comes is put into the frame's page, so that looking leaves no steps for the browser's way back.
  const look = async () => {
    const answer = await fetch(button.formAction, { method: "POST", body: new FormData(form) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [from, to] = [page.querySelector(".sheet-of-item"), frame.contentDocument?.querySelector(".sheet-of-item")];
    if (!answer.ok || !from || !to) return;
    form.querySelector("[data-advice]").replaceChildren(...page.querySelector("[data-advice-on]").childNodes);
    frame.contentDocument.documentElement.dataset.scheme = page.documentElement.dataset.scheme;
    to.replaceWith(frame.contentDocument.adoptNode(from));
  };
  const lookSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  };
  form.addEventListener("input", lookSoon);
  form.addEventListener("change", lookSoon);
  button.addEventListener("click", (event) => {
    event.preventDefault();
    look();
  });
  window.addEventListener("load", () => { if (form.querySelector("[name=stem]").value.trim()) look(); });

  // A row that says nothing waits behind the last that says something; the next one is always there.
  const says = (row) => [...row.querySelectorAll("textarea, input:not([type=checkbox], [type=radio], [type=number])")].some((each) => each.value.trim());
  const show = (list) => {
    const rows = [...list.querySelectorAll("[data-row]")];
    const last = rows.findLastIndex(says);
    rows.forEach((row, at) => { row.hidden = at > Math.max(LEAST - 1, last + 1) && !row.querySelector(".errorlist"); });
  };
  const lists = [...form.querySelectorAll("[data-rows]")];
  lists.forEach(show);
  form.addEventListener("input", () => lists.forEach(show));

  // Drawing: a row is chosen by its button, then its shape is drawn; what is drawn are the numbers in the row.
  const field = (row, name) => row.querySelector(`[name^=${name}_]`);
  const numbers = (row) => field(row, "coords").value.split(/[\s,;]+/).filter(Boolean).map(Number);
  const place = form.querySelector("[data-canvas-place]");
  const words = () => place.querySelector("[data-canvas-words]").dataset;
  const say = (sentence, row) => { place.querySelector("[data-canvas-says]").textContent = sentence.replace("%s", row.dataset.row); };
  const svg = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const shapeOf = (row) => {
    const at = numbers(row);
    if (!at.length || !at.every(Number.isFinite)) return null;
    const [a, b, c, d] = at;
    switch (field(row, "shape").value) {
      case "circle": return at.length === 3 ? [svg("circle", { cx: a, cy: b, r: Math.max(c, 0) }), a, b] : null;
      case "rect": return at.length === 4 ? [svg("rect", { x: Math.min(a, c), y: Math.min(b, d), width: Math.abs(c - a), height: Math.abs(d - b) }), (a + c) / 2, (b + d) / 2] : null;
      case "ellipse": return at.length === 4 ? [svg("ellipse", { cx: a, cy: b, rx: Math.abs(c), ry: Math.abs(d) }), a, b] : null;
      case "poly": return at.length >= 4 ? [svg("polygon", { points: at.join(" ") }), a, b] : null;
      default: return null;
    }
  };
  const redraw = () => {
    const picture = place?.querySelector("[data-canvas] svg");
    if (!picture) return;
    picture.querySelectorAll("g").forEach((each) => each.remove());
    form.querySelectorAll("[data-draws] [data-row]").forEach((row) => {
      const found = shapeOf(row);
      if (!found) return;
      const [shape, x, y] = found;
      const group = svg("g", {});
      const halo = shape.cloneNode();
      halo.setAttribute("class", "drawn halo");
      shape.setAttribute("class", "drawn");
      const letter = svg("text", { x, y });
      letter.textContent = row.dataset.row;
      group.append(halo, shape, letter);
      picture.append(group);
    });
  };
  let drawing = null;
  const begin = (row) => {
    if (!field(row, "shape").value) field(row, "shape").value = "rect";
    drawing = { row, corners: [] };
    place.querySelector("[data-canvas]").classList.add("drawing");
    say(words().drawing, row);
    place.scrollIntoView({ block: "nearest" });
  };
  const write = (row, values) => {
    const coords = field(row, "coords");
    coords.value = values.map(Math.round).join(",");
    coords.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const end = () => {
    place.querySelector("[data-canvas]").classList.remove("drawing");
    say(words().drawn, drawing.row);
    drawing = null;
  };
  const at = (event) => {
    const picture = place.querySelector("[data-canvas] svg");
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    const { width, height } = picture.viewBox.baseVal;
    return [Math.min(Math.max(point.x, 0), width), Math.min(Math.max(point.y, 0), height)];
  };
  const within = ([x, y], [toX, toY], shape) => {
    const picture = place.querySelector("[data-canvas] svg").viewBox.baseVal;
    const room = (middle, size) => Math.min(middle, size - middle);
    if (shape === "rect") return [Math.min(x, toX), Math.min(y, toY), Math.max(x, toX), Math.max(y, toY)];
    if (shape === "circle") return [x, y, Math.min(Math.hypot(toX - x, toY - y), room(x, picture.width), room(y, picture.height))];
    return [x, y, Math.min(Math.abs(toX - x), room(x, picture.width)), Math.min(Math.abs(toY - y), room(y, picture.height))];
  };
  const corner = (point) => {
    const [first] = drawing.corners;
    const closes = drawing.corners.length > 2 && Math.hypot(point[0] - first[0], point[1] - first[1]) < 10;
    if (!closes) drawing.corners.push(point);
    write(drawing.row, drawing.corners.flat());
    if (closes) end();
  };
  place?.addEventListener("pointerdown", (event) => {
    if (!drawing || !event.target.closest("svg")) return;
    event.preventDefault();
    if (field(drawing.row, "shape").value === "poly") corner(at(event));
    else { drawing.from = at(event); event.target.setPointerCapture(event.pointerId); }
  });
  place?.addEventListener("pointermove", (event) => {
    if (drawing?.from) write(drawing.row, within(drawing.from, at(event), field(drawing.row, "shape").value));
  });
  place?.addEventListener("pointerup", () => { if (drawing?.from) end(); });
  place?.addEventListener("htmx:afterSwap", () => {
    if (place.querySelector("[data-canvas]")) {
      form.querySelectorAll("[data-draws] [data-row]:not(:has([data-draw]))").forEach((row) => {
        const draw = document.createElement("button");
        draw.type = "button";
        draw.className = "quiet";
        draw.dataset.draw = row.dataset.row;
        draw.textContent = `${words().draw} ${row.dataset.row}`;
        draw.addEventListener("click", () => begin(row));
        row.append(draw);
      });
    }
    redraw();
  });
  form.addEventListener("input", redraw);
  form.addEventListener("change", redraw);
}
