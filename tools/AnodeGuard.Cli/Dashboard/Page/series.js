// The samples behind the plots: the past from the server's history, the present appended as it comes.

import { ask } from './live.js';
import { recordTime } from './words.js';

/** Columns that are plotted; names as in the messages. */
export const COLUMNS = ['voltage_v', 'current_a', 'sense_v', 'temperature_c', 's', 't_dep_s', 'identified_limiting_current_density_a_m2'];

/** Two samples further apart are not joined by a line. */
const GAP_S = 30;

/** A stamp so much older than the newest one is no late sample. */
const CLOCK_BACK_S = 5;

/** Samples of one device, ascending in time. */
export class Series {
  #device;
  #asked = 0;

  constructor(device) {
    this.#device = device;
    this.clear();
  }

  /** Forgets everything. */
  clear() {
    this.t = [];
    this.columns = Object.fromEntries(COLUMNS.map(name => [name, []]));
    this.events = new Map();
  }

  /** Time of the newest sample, seconds since 1970; 0: none. */
  get latest() {
    return this.t.length ? this.t[this.t.length - 1] : 0;
  }

  /** Loads a range from the history; what came live meanwhile and is newer stays. False: another load has overtaken it. */
  async load(from, to, points) {
    const turn = ++this.#asked;
    const past = await ask(`api/history?device=${encodeURIComponent(this.#device)}&from=${Math.round(from * 1000)}&to=${Math.round(to * 1000)}&points=${points}`);
    if (turn !== this.#asked) {
      return false;
    }

    const t = past.t.map(ms => ms / 1000);
    const end = t.length ? t[t.length - 1] : -Infinity;
    const newer = this.t.findIndex(time => time > end);
    const live = newer < 0 ? this.t.length : newer;
    if (t.length && live < this.t.length && this.t[live] - end > GAP_S) {
      t.push(end + 0.001);
      COLUMNS.forEach(name => past[name].push(null));
    }

    for (const name of COLUMNS) {
      this.columns[name] = past[name].concat(this.columns[name].slice(live));
    }

    this.t = t.concat(this.t.slice(live));
    past.events.forEach(event => this.addEvent(event, NaN));
    return true;
  }

  /** Takes a state message. */
  add(state, received) {
    const t = recordTime(state, received) / 1000;
    if (t < this.latest - CLOCK_BACK_S) {
      // The device's clock was set back, or it is another device under the same name: what was is another time line.
      this.clear();
    }

    if (t <= this.latest) {
      return;
    }

    // A hole in time: nulls break the line there.
    if (this.t.length && t - this.latest > GAP_S) {
      this.#push(this.latest + 0.001, {});
    }

    this.#push(t, state);
  }

  /** Takes an event, once. */
  addEvent(event, received) {
    const key = `${event.boot}:${event.seq}:${event.ts ?? ''}`;
    if (!this.events.has(key)) {
      this.events.set(key, { ...event, at: recordTime(event, received) });
    }
  }

  /** Drops samples from before an instant, so that a page that stays open does not grow. */
  trim(before) {
    const keep = this.t.findIndex(time => time >= before);
    if (keep > 5000) {
      this.t.splice(0, keep);
      COLUMNS.forEach(name => this.columns[name].splice(0, keep));
    }
  }

  /** Events, oldest first. */
  sortedEvents() {
    return [...this.events.values()].sort((a, b) => a.at - b.at || a.seq - b.seq);
  }

  #push(t, values) {
    this.t.push(t);
    for (const name of COLUMNS) {
      const value = values[name];
      this.columns[name].push(Number.isFinite(value) ? value : null);
    }
  }
}
