// The overview: a row for each device, the gravest first.

import { byId, make, setText, shape } from './dom.js';
import { fixed, stateKey, stateWord, STATES } from './words.js';

/** How often the order may change: rows that jump about cannot be clicked. */
const ORDER_MS = 2000;

/** The list of devices. */
export class FleetList {
  #rows = new Map();
  #list = byId('fleet-list');
  #filter = byId('fleet-filter');
  #onChoose;
  #ordered = 0;
  #sites = new Set();

  constructor(onChoose) {
    this.#onChoose = onChoose;
    this.#filter.addEventListener('input', () => this.#applyFilter());
  }

  /** Shows devices that changed. */
  update(devices, chosen, stateOf) {
    for (const device of devices) {
      if (!this.#rows.has(device.device)) {
        this.#add(device.device);
      }

      this.#show(this.#rows.get(device.device), device, stateOf(device));
    }

    for (const [name, row] of this.#rows) {
      row.button.setAttribute('aria-current', String(name === chosen));
    }

    byId('fleet').hidden = this.#rows.size < 2;
    setText(byId('fleet-count'), String(this.#rows.size));
    if (performance.now() - this.#ordered > ORDER_MS) {
      this.#order();
    }
  }

  #add(name) {
    const icon = make('span.row-shape');
    const word = make('span.row-word');
    const values = make('span.row-values');
    const [site, id] = [name.slice(0, name.indexOf('/') + 1), name.slice(name.indexOf('/') + 1)];
    const button = make('button.row', icon, make('span.row-main', make('span.row-name', make('span.row-site', site), id), values), word);
    this.#sites.add(site);
    byId('fleet').classList.toggle('many-sites', this.#sites.size > 1);
    button.type = 'button';
    button.title = name;
    button.addEventListener('click', () => this.#onChoose(name));
    const item = make('li', button);
    this.#rows.set(name, { name, item, button, icon, word, values, state: null });
    this.#list.append(item);
    this.#ordered = 0;
    this.#applyFilter();
  }

  #show(row, device, { state, stale }) {
    if (row.state !== state) {
      row.state = state;
      row.icon.replaceChildren(shape(stateKey(state)));
      row.button.dataset.state = stateKey(state);
      setText(row.word, stateWord(state));
    }

    row.button.classList.toggle('stale', stale);
    const values = device.values ?? {};
    setText(row.values, stale ? 'no data' : `sense ${fixed(values.sense_v, 3)} V \u00b7 cell ${fixed(values.voltage_v, 3)} V`);
  }

  #order() {
    this.#ordered = performance.now();
    const rank = row => {
      const index = STATES.indexOf(row.state);
      return index < 0 ? STATES.length : index;
    };
    const sorted = [...this.#rows.values()].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
    if (sorted.some((row, i) => this.#list.children[i] !== row.item)) {
      this.#list.append(...sorted.map(row => row.item));
    }
  }

  #applyFilter() {
    const wanted = this.#filter.value.toLowerCase();
    for (const row of this.#rows.values()) {
      row.item.hidden = !row.name.toLowerCase().includes(wanted);
    }
  }
}
