// Sitting an examination: one question at a time. 'Saved' is said only after the house said so, with its time.
// The log and the post are in post.js.
"use strict";

const TYPING = 1500; // milliseconds after the last key until what was typed is an answer
const BEAT = 20000; // milliseconds between two looks at the clock of the house while nothing is answered

class Examination {
  constructor(sheet) {
    this.sheet = sheet;
    this.attempt = sheet.dataset.attempt;
    this.epoch = Number(sheet.dataset.epoch);
    this.words = Object.fromEntries(all("[data-word]").map((each) => [each.dataset.word, each.textContent]));
    this.questions = all("[data-question]", sheet);
    this.positions = this.questions.map((each) => Number(each.dataset.question));
    this.arrived = Number(sheet.dataset.arrived);
    this.highest = this.seq = Number(sheet.dataset.highest);
    this.last = new Map();
    this.typing = new Map();
    this.at = 0;
    this.stopped = false;
    this.isBroken = false;
    this.setClock(sheet.dataset.now, sheet.dataset.deadline);
    this.log = new Log(this.attempt);
    this.post = new Post(sheet.dataset.save, this.log, {
      acknowledged: (answer, rows) => this.acknowledged(answer, rows),
      broken: () => this.broken(),
      refused: (said) => this.stop(said.sentence, said.remedy, { exports: true }),
      changed: () => this.showSaved(),
    });
  }

  say(name, values = {}) { return (this.words[name] ?? name).replace(/\{(\w+)\}/g, (_, key) => values[key] ?? ""); }

  tell(text) { one("[data-say]").textContent = text; }

  async begin() {
    this.restore(await this.log.open());
    this.makeNavigator();
    this.listen();
    const seen = this.positions.indexOf(Number(sessionStorage.getItem(`at-${this.attempt}`)));
    this.show(Math.max(0, seen), { focus: false });
    this.showSaved();
    this.ticking = setInterval(() => this.tick(), 250);
    setInterval(() => this.post.flush(this.epoch), BEAT);
    this.tick();
    this.holdTab();
    this.post.flush();
  }

  // What is in the journal stands in the page; what this browser had not sent yet comes on top of it. What the seat
  // before this one had left in this very browser is given again; what an older one left is sent as what it is.
  restore(rows) {
    this.questions.forEach((question, place) => {
      this.fill(question, JSON.parse(question.dataset.restored));
      this.last.set(this.positions[place], this.spelled(question));
    });
    for (const row of rows) {
      const question = this.questions[this.positions.indexOf(row.position)];
      if (row.epoch === this.epoch) this.seq = Math.max(this.seq, row.seq);
      if (row.epoch < this.epoch - 1 || !question) { this.post.queue.push(row); continue; }
      this.fill(question, row.response);
      question.dataset.flagged = row.flagged ? "yes" : "";
      this.last.set(row.position, this.spelled(question));
      if (row.epoch === this.epoch) this.post.queue.push(row);
    }
    for (const row of rows.filter((each) => each.epoch === this.epoch - 1)) {
      this.post.add({ ...row, epoch: this.epoch, seq: ++this.seq });
      this.log.drop(row);
    }
  }

  // Answers: the values of all controls of a question, in the order of the page; a field left empty is an empty text.
  response(question) {
    const response = {};
    for (const control of all("[data-response]", question)) {
      const values = (response[control.dataset.response] ??= []);
      const ticks = control.type === "radio" || control.type === "checkbox";
      if (!ticks || control.checked) values.push(control.value);
    }
    return response;
  }

  fill(question, response) {
    const taken = {};
    for (const control of all("[data-response]", question)) {
      const values = response[control.dataset.response] ?? [];
      if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
      else control.value = values[(taken[control.dataset.response] = (taken[control.dataset.response] ?? -1) + 1)] ?? "";
    }
  }

  spelled(question) { return JSON.stringify([this.response(question), Boolean(question.dataset.flagged)]); }

  isAnswered(question) { return Object.values(this.response(question)).some((values) => values.some((each) => each.trim())); }

  give(question) {
    const position = Number(question.dataset.question);
    clearTimeout(this.typing.get(position));
    this.typing.delete(position);
    const spelled = this.spelled(question);
    if (this.stopped || this.last.get(position) === spelled) return;
    this.last.set(position, spelled);
    one("[data-trouble]", question).hidden = true;
    this.post.add({
      attempt: this.attempt, epoch: this.epoch, seq: ++this.seq, position, response: this.response(question),
      flagged: Boolean(question.dataset.flagged), at: Math.round(performance.now()),
    });
    this.mark(question);
  }

  giveAll() { this.questions.forEach((question) => { if (this.typing.has(Number(question.dataset.question))) this.give(question); }); }

  listen() {
    const form = one("[data-answers]");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => {
      const question = event.target.closest("[data-question]");
      if (!question) return;
      if (!event.target.matches("textarea, input:not([type=radio], [type=checkbox])")) return void this.give(question);
      const position = Number(question.dataset.question);
      clearTimeout(this.typing.get(position));
      this.typing.set(position, setTimeout(() => this.give(question), TYPING));
    });
    form.addEventListener("focusout", () => this.giveAll());
    document.addEventListener("visibilitychange", () => { if (document.hidden) { this.giveAll(); this.post.flush(); } });
    addEventListener("pagehide", () => { this.giveAll(); this.post.goodbye(); });
    addEventListener("online", () => this.post.flush(this.epoch));
    addEventListener("offline", () => this.broken());
    this.press("[data-next]", () => this.move(1));
    this.press("[data-previous]", () => this.move(-1));
    this.press("[data-flag]", () => this.flag());
    this.press("[data-to-review]", () => this.review());
    this.press("[data-back-to-questions]", () => this.show(this.at));
    this.press("[data-tell]", () => this.tellTime());
    this.press("[data-hide-clock]", () => this.hideClock());
    this.press("[data-read]", () => this.read());
    this.press("[data-export]", () => exported(this.attempt, this.post.queue));
    this.press("[data-hand-in]", () => this.ask());
    this.press("[data-cancel]", () => this.takeBack());
    one("[data-dialog]").addEventListener("cancel", () => this.takeBack());
    one("[data-hand-in-form]").addEventListener("submit", (event) => { event.preventDefault(); this.handIn(); });
    all("[data-size]").forEach((button) => button.addEventListener("click", () => this.setSize(button.dataset.size)));
    all("[data-scheme-choice]").forEach((button) => button.addEventListener("click", () => this.setScheme(button.dataset.schemeChoice)));
    document.addEventListener("keydown", (event) => this.key(event));
    this.setSize(sessionStorage.getItem("size") ?? "normal");
  }

  press(selector, act) { all(selector).forEach((button) => button.addEventListener("click", act)); }

  key(event) {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || one("[data-dialog]").open) return;
    const acts = { KeyN: () => this.move(1), KeyP: () => this.move(-1), KeyM: () => this.flag(), KeyR: () => this.review(), KeyK: () => this.tellTime() };
    if (!acts[event.code]) return;
    event.preventDefault();
    acts[event.code]();
  }

  // Questions: one at a time.
  show(place, { focus = true } = {}) {
    this.giveAll();
    this.at = place;
    this.questions.forEach((question, each) => { question.hidden = each !== place; });
    one("[data-review]").hidden = true;
    one("[data-moves]").hidden = one(".sit-navigator").hidden = false;
    one("[data-panel]").open = false;
    one("[data-previous]").disabled = place === 0;
    sessionStorage.setItem(`at-${this.attempt}`, this.positions[place]);
    this.showFlag();
    this.showPlace();
    window.speechSynthesis?.cancel();
    all("audio, video").forEach((each) => each.pause());
    if (focus) this.look(one("h2", this.questions[place]));
  }

  look(heading) {
    heading.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }

  move(by) {
    if (!one("[data-review]").hidden) return this.show(by < 0 ? this.questions.length - 1 : this.at);
    if (this.at + by >= this.questions.length) return this.review();
    if (this.at + by >= 0) this.show(this.at + by);
  }

  flag() {
    const question = this.questions[this.at];
    question.dataset.flagged = question.dataset.flagged ? "" : "yes";
    this.give(question);
    this.showFlag();
    this.mark(question);
  }

  showFlag() {
    const marked = Boolean(this.questions[this.at].dataset.flagged);
    one("[data-flag]").setAttribute("aria-pressed", String(marked));
    one("[data-flag-words]").textContent = this.say(marked ? "marked" : "mark");
  }

  makeNavigator() {
    const list = one("[data-navigator]");
    this.buttons = this.questions.map((question, place) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: String(place + 1) });
      button.addEventListener("click", () => this.show(place));
      list.append(document.createElement("li"));
      list.lastChild.append(button);
      return button;
    });
    this.questions.forEach((question) => this.mark(question));
  }

  state(question) {
    const marked = question.dataset.flagged ? [this.say("is-marked")] : [];
    return [this.say(this.isAnswered(question) ? "answered" : "unanswered"), ...marked].join(", ");
  }

  mark(question) {
    const place = this.questions.indexOf(question);
    const button = this.buttons?.[place];
    if (!button) return;
    button.classList.toggle("answered", this.isAnswered(question));
    button.classList.toggle("marked", Boolean(question.dataset.flagged));
    button.setAttribute("aria-label", `${place + 1}: ${this.state(question)}`);
  }

  showPlace() { this.buttons.forEach((button, place) => { if (place === this.at) button.setAttribute("aria-current", "step"); else button.removeAttribute("aria-current"); }); }

  review() {
    this.giveAll();
    this.questions.forEach((question) => { question.hidden = true; });
    one("[data-moves]").hidden = one(".sit-navigator").hidden = true;
    one("[data-panel]").open = false;
    one("[data-review-words]").textContent = this.counted();
    one("[data-review-rows]").replaceChildren(...this.questions.map((question, place) => this.reviewed(question, place)));
    one("[data-review]").hidden = false;
    this.look(one("[data-review] h2"));
  }

  reviewed(question, place) {
    const row = document.createElement("li");
    const what = Object.assign(document.createElement("span"), { className: "what", textContent: this.say("number", { number: place + 1 }) });
    const why = Object.assign(document.createElement("span"), { className: "why", textContent: ` ${this.state(question)}` });
    const words = document.createElement("span");
    words.append(what, why);
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: this.say("go") });
    button.setAttribute("aria-label", `${this.say("go")}: ${what.textContent}`);
    button.addEventListener("click", () => this.show(place));
    row.append(words, button);
    row.classList.toggle("open", !this.isAnswered(question));
    return row;
  }

  counted() {
    const answered = this.questions.filter((each) => this.isAnswered(each)).length;
    const marked = this.questions.filter((each) => each.dataset.flagged).length;
    return this.say("review", { answered, marked, count: this.questions.length });
  }

  // What the house said.
  acknowledged(answer, rows) {
    this.setClock(answer.now, answer.deadline);
    const refused = new Map((answer.refused ?? []).map((each) => [each.seq, each]));
    const late = new Map((answer.late ?? []).map((each) => [each.seq, each]));
    for (const row of rows) {
      this.post.settle(row);
      const why = refused.get(row.seq);
      if (why?.code === "number-taken") this.post.add({ ...row, epoch: this.epoch, seq: (this.seq = Math.max(this.seq, answer.upto) + 1) });
      else if (late.get(row.seq)?.code === "interrupted") this.post.add({ ...row, seq: ++this.seq }); // waits for the resuming
      else if (why || late.has(row.seq)) this.trouble(row, (why ?? late.get(row.seq)).sentence);
      if (!why && row.epoch === this.epoch && row.seq > this.highest) this.arrived += 1;
      if (!why && !late.has(row.seq)) this.savedAt = new Date(answer.now);
    }
    if (this.isBroken) this.tell(this.say("restored"));
    this.isBroken = false;
    this.follow(answer);
    this.showSaved();
  }

  trouble(row, sentence) {
    const question = this.questions[this.positions.indexOf(row.position)];
    if (!question) return;
    Object.assign(one("[data-trouble]", question), { textContent: sentence, hidden: false });
  }

  follow(answer) {
    if (answer.epoch > this.epoch) return this.stop(this.say("elsewhere"), this.say("elsewhere-mend"));
    if (answer.state === "interrupted") return this.stop(this.say("interrupted"), this.say("interrupted-mend"), { soon: true });
    if (answer.state !== "in-progress") return location.replace(this.sheet.dataset.after);
    if (this.pausing) location.reload();
  }

  broken() {
    if (!this.isBroken) this.tell(this.say("broken"));
    this.isBroken = true;
    this.showSaved();
  }

  showSaved() {
    const waiting = this.post.queue.length;
    const strip = one("[data-saved]");
    const isSaved = !waiting && !this.isBroken;
    strip.style.minHeight = isSaved ? "" : `${strip.offsetHeight}px`; // nothing below it moves while it says "saving"
    strip.classList.toggle("waits", this.isBroken);
    one("[data-sign=saved]").hidden = !isSaved;
    one("[data-sign=waits]").hidden = isSaved;
    const answered = this.questions.filter((each) => this.isAnswered(each)).length;
    const good = this.say("good", { answered, count: this.questions.length });
    one("[data-saved-at]").textContent = isSaved && this.savedAt ? this.say("saved", { time: this.time(this.savedAt) }) : "";
    const waits = this.say(waiting === 1 ? "waits-one" : "waits", { waiting });
    const isKept = this.isBroken && !this.post.writing; // said to wait on this computer only when it does
    const trouble = !waiting ? this.say("broken") : isKept ? waits : this.say("saving");
    one("[data-saved-words]").textContent = isSaved ? good : trouble;
    all("[data-export]").forEach((button) => { button.hidden = !waiting || !(this.isBroken || this.stopped); });
  }

  time(moment) {
    const spelled = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: this.sheet.dataset.zone };
    return new Intl.DateTimeFormat(document.documentElement.lang, spelled).format(moment);
  }

  // Nothing can be answered any more, here or for now; why, and what mends it.
  stop(sentence, mend = "", { soon = false, exports = false, tab = false } = {}) {
    this.pausing = this.post.held = soon;
    if (exports) all("[data-export]").forEach((button) => { button.hidden = !this.post.queue.length; });
    if (this.stopped) return;
    this.giveAll();
    this.stopped = true;
    one("[data-stopped-words]").textContent = sentence;
    one("[data-stopped-mend]").textContent = mend;
    one("[data-use-this-tab]").hidden = !tab;
    one("[data-stopped]").hidden = false;
    all("[data-answers], [data-review], [data-moves], .sit-navigator").forEach((each) => { each.hidden = true; });
    if (one("[data-dialog]").open) one("[data-dialog]").close();
    one("[data-stopped]").focus();
    if (soon) this.polling = setInterval(() => this.post.flush(this.epoch), 4000);
  }

  // The clock is the house's: its time and the deadline come with every acknowledgement.
  setClock(now, deadline) {
    this.offset = Date.parse(now) - performance.now();
    this.deadline = Date.parse(deadline ?? this.sheet.dataset.deadline);
  }

  left() { return Math.max(0, this.deadline - performance.now() - this.offset); }

  tick() {
    if (this.pausing) return;
    const seconds = Math.floor(this.left() / 1000);
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    one("[data-clock]").textContent = parts.map((part) => String(part).padStart(2, "0")).join(":");
    one("[data-clock]").classList.toggle("short", seconds < 300);
    if (seconds === 0 && !this.isOver) this.over();
  }

  over() {
    this.isOver = true;
    this.giveAll();
    this.stop(this.say("over"), this.say("over-mend"), { exports: true });
    this.polling = setInterval(() => this.post.flush(this.epoch), 5000);
  }

  tellTime() {
    const seconds = Math.floor(this.left() / 1000);
    const values = { hours: Math.floor(seconds / 3600), minutes: Math.floor(seconds / 60) % 60, seconds: seconds % 60 };
    this.tell("");
    setTimeout(() => this.tell(this.say(seconds >= 3600 ? "left" : "left-minutes", values)), 50);
  }

  hideClock() {
    const clock = one("[data-clock]");
    clock.hidden = !clock.hidden;
    const button = one("[data-hide-clock]");
    button.textContent = this.say(clock.hidden ? "show" : "hide");
    button.setAttribute("aria-label", this.say(clock.hidden ? "show-clock" : "hide-clock"));
    button.setAttribute("aria-pressed", String(clock.hidden));
  }

  setSize(size) {
    document.documentElement.dataset.size = size;
    sessionStorage.setItem("size", size);
    all("[data-size]", this.sheet).forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.size === size)));
  }

  setScheme(scheme) {
    if (scheme === "system") delete document.documentElement.dataset.scheme;
    else document.documentElement.dataset.scheme = scheme;
    document.cookie = `scheme=${scheme}; path=/; max-age=31536000; samesite=lax`;
    all("[data-scheme-choice]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.schemeChoice === scheme)));
  }

  read() {
    const button = one("[data-read]");
    const isReading = button.getAttribute("aria-pressed") === "true";
    speechSynthesis.cancel();
    button.setAttribute("aria-pressed", String(!isReading));
    if (isReading) return;
    const item = one(".item", this.questions[this.at]);
    const speech = Object.assign(new SpeechSynthesisUtterance(item.innerText), { lang: item.lang || document.documentElement.lang });
    speech.onend = () => button.setAttribute("aria-pressed", "false");
    speechSynthesis.speak(speech);
  }

  // One tab of one browser answers; another one may take over.
  holdTab({ steal = false } = {}) {
    if (!navigator.locks) return;
    const held = () => new Promise(() => {});
    const other = () => this.stop(this.say("tab"), this.say("tab-mend"), { tab: true });
    const name = `examination-${this.attempt}`;
    navigator.locks.request(name, steal ? { steal } : { ifAvailable: true }, (lock) => (lock ? held() : other())).catch(other);
    this.press("[data-use-this-tab]", () => {
      navigator.locks.request(name, { steal: true }, () => location.reload());
    });
  }

  // Handing in: asked once more, then only when every answer has arrived.
  ask() {
    this.giveAll();
    this.takeBack();
    one("[data-dialog-words]").textContent = this.counted();
    one("[data-dialog]").showModal();
  }

  takeBack() {
    this.handing = false;
    one("[data-confirm]").disabled = false;
    one("[data-dialog-trouble]").hidden = true;
    if (one("[data-dialog]").open) one("[data-dialog]").close();
  }

  async handIn() {
    this.handing = true;
    one("[data-confirm]").disabled = true;
    for (let tries = 0; this.handing; tries += 1) {
      this.giveAll();
      this.hitch(this.post.queue.length || !tries ? this.say("sending", { waiting: this.post.queue.length }) : this.say("unreached"));
      await this.post.flush(this.epoch);
      if (this.handing && !this.post.queue.length && !this.isBroken && await this.handedIn()) return;
      if (this.isBroken) this.hitch(this.say("unreached"));
      await new Promise((resolve) => setTimeout(resolve, RESTS[Math.min(tries, 3)]));
    }
  }

  hitch(text) { Object.assign(one("[data-dialog-trouble]"), { textContent: text, hidden: false }); }

  async handedIn() {
    const form = one("[data-hand-in-form]");
    form.elements.epoch.value = this.epoch;
    form.elements.answers.value = this.arrived;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), cache: "no-store" });
      if (answer.status >= 500) throw new Error("The house does not answer.");
      if (!answer.ok) {
        await this.post.flush(this.epoch);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        this.takeBack();
        this.tell(one(".refusal p", page)?.textContent ?? "");
        this.ask();
        this.hitch(one(".refusal p", page)?.textContent ?? this.say("unreached"));
        return true;
      }
      this.stopped = true;
      location.replace(this.sheet.dataset.after);
      return true;
    } catch {
      this.broken();
      return false;
    }
  }
}

// An examination that stands still or is over: what this browser still holds of it is sent, and the page goes on by itself.
const standStill = async (place) => {
  const { attempt, save, state, seated } = place.dataset;
  const ended = state !== "interrupted" && state !== "in-progress";
  const log = new Log(attempt);
  const post = new Post(save, log, {
    acknowledged: (answer, rows) => {
      rows.forEach((row) => post.settle(row));
      if (answer.state !== state) location.reload();
      left();
    },
    broken: () => left(),
    refused: () => { left(); if (!ended) setTimeout(() => location.reload(), BEAT); },
    changed: () => {},
  });
  const left = () => {
    one("[data-left]").hidden = one("[data-export]").hidden = !post.queue.length;
    one("[data-count]").textContent = String(post.queue.length || "");
  };
  one("[data-export]").addEventListener("click", () => exported(attempt, post.queue));
  post.queue = await log.open();
  post.held = state === "interrupted";
  left();
  if (seated) post.flush(1);
  if (!ended) setInterval(() => (seated ? post.flush(1) : location.reload()), seated ? 5000 : BEAT);
};

if (one("[data-sit]")) new Examination(one("[data-sit]")).begin();
else if (one("[data-stands]")) standStill(one("[data-stands]"));
