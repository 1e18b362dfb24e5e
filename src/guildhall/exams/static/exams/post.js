// The log and the post of an examination: an answer goes into the log of this computer first, then to the house, and
// leaves the log only when the house has acknowledged it.
"use strict";

const MOST = 50; // answers in one message
const LARGEST = 300000; // characters in one message
const RESTS = [1000, 2000, 4000, 8000, 15000, 30000]; // milliseconds between two tries while the house cannot be reached

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);

// The log: answers that the house has not acknowledged, kept by the browser across crashes; in memory where it keeps none.
class Log {
  constructor(attempt) {
    this.attempt = attempt;
    this.base = null;
  }

  async open() {
    try {
      this.base = await new Promise((resolve, reject) => {
        const asked = indexedDB.open("guildhall-examination", 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore("answers", { keyPath: ["attempt", "epoch", "seq"] });
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    } catch { this.base = null; }
    return this.rows();
  }

  store(mode) { return this.base.transaction("answers", mode, { durability: "strict" }).objectStore("answers"); }

  range() { return IDBKeyRange.bound([this.attempt, 0, 0], [this.attempt, Infinity, Infinity]); }

  rows() {
    if (!this.base) return Promise.resolve([]);
    return new Promise((resolve) => {
      const asked = this.store("readonly").getAll(this.range());
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => resolve([]);
    });
  }

  // Fulfilled when the row is in the log, or cannot be kept.
  put(row) {
    return new Promise((resolve) => {
      if (!this.base) return resolve();
      try {
        const kept = this.store("readwrite").put(row).transaction;
        kept.oncomplete = kept.onabort = resolve;
      } catch { this.base = null; resolve(); }
    });
  }

  drop(row) { if (this.base) try { this.store("readwrite").delete([row.attempt, row.epoch, row.seq]); } catch { this.base = null; } }
}

// The post: hands answers to the house, in their order, one message at a time, again and again until it has them.
class Post {
  constructor(url, log, told) {
    this.url = url;
    this.log = log;
    this.told = told; // what to call with: acknowledged(answer, batch), broken(), refused(refusal), changed()
    this.queue = [];
    this.writing = 0; // answers on their way into the log
    this.busy = false;
    this.tries = 0;
    this.halted = false; // for good
    this.held = false; // for now: what waits goes on waiting
  }

  add(row) {
    this.queue.push(row);
    this.writing += 1;
    this.log.put(row).then(() => { this.writing -= 1; this.told.changed(); });
    this.told.changed();
    this.flush();
  }

  batch() {
    if (this.held) return [];
    const epoch = this.queue[0]?.epoch ?? 0;
    const rows = [];
    let size = 0;
    for (const row of this.queue) {
      size += JSON.stringify(row.response).length + 100;
      if (row.epoch !== epoch || rows.length === MOST || (rows.length && size > LARGEST)) break;
      rows.push(row);
    }
    return rows;
  }

  body(rows, epoch) {
    const answers = rows.map(({ seq, position, response, flagged, at }) => ({ seq, position, response, flagged, at }));
    return JSON.stringify({ epoch: rows[0]?.epoch ?? epoch, answers });
  }

  async flush(epoch = 0) {
    if (this.busy || this.halted || (!this.queue.length && !epoch)) return;
    this.busy = true;
    clearTimeout(this.rest);
    try {
      do {
        const rows = this.batch();
        const answer = await this.send(this.body(rows, epoch));
        this.tries = 0;
        if (answer) this.told.acknowledged(answer, rows);
      } while (this.queue.length && !this.halted && !this.held);
    } catch {
      this.rest = setTimeout(() => this.flush(epoch), RESTS[Math.min(this.tries++, RESTS.length - 1)] * (0.75 + Math.random() / 2));
      this.told.broken();
    } finally { this.busy = false; }
  }

  async send(body) {
    const signal = AbortSignal.timeout(15000);
    const answer = await fetch(this.url, { method: "POST", body, headers: { "Content-Type": "application/json" }, cache: "no-store", signal });
    if (answer.status >= 500) throw new Error("The house does not answer.");
    const said = await answer.json();
    if (answer.ok) return said;
    this.halted = true;
    this.told.refused(said);
    return null;
  }

  // The page goes away: what waits is sent without waiting for an answer; it stays in the log all the same.
  goodbye() { if (this.batch().length && !this.halted) navigator.sendBeacon(this.url, new Blob([this.body(this.batch())], { type: "application/json" })); }

  settle(row) {
    this.queue = this.queue.filter((each) => each !== row);
    this.log.drop(row);
  }
}

// A file with what has not arrived, for whoever gives it to the invigilator.
const exported = (attempt, rows) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ attempt, answers: rows }, null, 1)], { type: "application/json" }));
  link.download = `unsent-answers-${attempt}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
};
