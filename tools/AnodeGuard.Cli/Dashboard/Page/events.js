// The list of events: what happened, what it means, what to do.

import { byId, make, shape } from './dom.js';
import { eventWords, fixed, instant, stateKey } from './words.js';

const MOST = 200;

/** The events of one device, newest first. */
export class EventList {
  #list = byId('events');
  #shown = '';
  #faults;
  #onShow;

  /**
   * @param faults What each fault means, by name.
   * @param onShow Gets the instant of an event that is to be shown on the plots, milliseconds.
   */
  constructor(faults, onShow) {
    this.#faults = faults;
    this.#onShow = onShow;
  }

  /** Shows events, oldest first as given. */
  show(events) {
    const newest = events.slice(-MOST).reverse();
    const key = newest.map(event => `${event.boot}:${event.seq}`).join(' ');
    if (key === this.#shown) {
      return;
    }

    this.#shown = key;
    this.#list.replaceChildren(...newest.map(event => this.#item(event)));
    byId('no-events').hidden = newest.length > 0;
  }

  #item(event) {
    const { title, badge, key } = eventWords(event);
    const fault = event.event === 'fault' ? this.#faults[event.fault] : undefined;
    const time = make('button.link', instant(event.at));
    time.type = 'button';
    time.title = 'Show on the plots';
    time.addEventListener('click', () => this.#onShow(event.at));
    const head = make('div.event-head', make('strong', title), badge ? make('span.badge', badge) : null, time);
    const body = make('div.event-body', head);
    if (fault) {
      body.append(make('p', fault.meaning), make('p.todo', make('b', 'What to do: '), fault.remedy));
    }

    body.append(make('p.small', measured(event)));
    const item = make('li', make('span.event-shape', shape(stateKey(key))), body);
    item.dataset.state = stateKey(key);
    return item;
  }
}

/** The values that an event carries, in one line. */
function measured(event) {
  const parts = [['Sense', event.sense_v, 3, 'V'], ['cell', event.voltage_v, 3, 'V'], ['current', event.current_a * 1000, 2, 'mA'], ['s', event.s, 3, '']]
    .filter(([, value]) => Number.isFinite(value))
    .map(([name, value, digits, unit]) => `${name} ${fixed(value, digits)}${unit ? ` ${unit}` : ''}`);
  return parts.join(' \u00b7 ');
}
