// One device in full: the word, the values, what holds now, and who it is.

import { byId, make, setText, shape } from './dom.js';
import { current, fixed, humane, instant, invalidWord, recordTime, span, stateKey, stateNote, stateWord } from './words.js';

const TILES = [
  { id: 'sense_v', label: 'Sense voltage', unit: 'V', digits: 3, note: state => (Number.isFinite(state.baseline_v) ? `baseline ${fixed(state.baseline_v, 3)} V` : 'no baseline yet') },
  { id: 'voltage_v', label: 'Cell voltage', unit: 'V', digits: 3 },
  { id: 'current_a', label: 'Current', note: state => (state.current_a > 1e-6 ? 'charging: plating' : state.current_a < -1e-6 ? 'discharging: stripping' : 'at rest') },
  { id: 'temperature_c', label: 'Cell temperature', unit: '\u00b0C', digits: 1 },
  { id: 's', label: 'Surface depletion s', unit: '', digits: 3, note: depletionNote, meter: true },
  { id: 'j_star', label: 'Limiting current J*', unit: 'A/m\u00b2', digits: 0, note: (state, info) => identifiedNote(state, info), value: (state, info) => state.identified_limiting_current_density_a_m2 ?? info.limiting_current_density_a_m2 },
];

function depletionNote(state) {
  if (state.s >= 1) {
    return 'depleted: dendrites grow';
  }

  return state.t_dep_s === null ? 'never 1 at this current' : Number.isFinite(state.t_dep_s) ? `reaches 1 in ${span(state.t_dep_s)} at this current` : '';
}

function identifiedNote(state, info) {
  return Number.isFinite(state.identified_limiting_current_density_a_m2)
    ? `identified; the settings say ${fixed(info.limiting_current_density_a_m2, 0)}`
    : 'from the settings; not identified yet';
}

/** The upper part of the page. */
export class DeviceView {
  #faults;
  #tiles = new Map();
  #shownFaults = '';
  #shownAbout = '';

  /** @param faults What each fault means, by name. */
  constructor(faults) {
    this.#faults = faults;
    byId('tiles').replaceChildren(...TILES.map(tile => this.#tile(tile)));
  }

  /** Shows what holds. */
  show({ name, word, state, alarm, info, stale, offline, age }) {
    this.#hero(name, word, state, alarm, stale, offline, age);
    this.#values(state, info, stale);
    this.#active(alarm, state);
    this.#about(info, state);
  }

  #tile(tile) {
    const value = make('span.value', '\u2013');
    const unit = make('span.unit', tile.unit ?? '');
    const note = make('p.small', '\u00a0');
    const box = make('div.tile', make('h3', tile.label), make('p.reading', value, ' ', unit), note);
    const meter = tile.meter ? make('meter') : null;
    if (meter) {
      Object.assign(meter, { min: 0, max: 1, low: 0.7, high: 0.9, optimum: 0, value: 0 });
      meter.setAttribute('aria-label', tile.label);
      box.insertBefore(meter, note);
    }

    box.dataset.id = tile.id;
    this.#tiles.set(tile.id, { value, unit, note, box, meter });
    return box;
  }

  #hero(name, word, state, alarm, stale, offline, age) {
    const key = stale && !word ? 'unknown' : stateKey(word);
    const hero = byId('hero');
    hero.dataset.state = key;
    hero.classList.toggle('stale', stale);
    byId('hero-shape').setAttribute('href', `#shape-${key}`);
    setText(byId('hero-name'), name);
    setText(byId('hero-word'), stateWord(word) + (stale ? ' \u2013 old' : ''));
    const notes = [];
    if (offline) {
      notes.push('The device is offline.');
    }

    if (stale) {
      notes.push(Number.isFinite(age) ? `Last heard ${span(age / 1000)} ago.` : 'Nothing was heard since this page\u2019s server began.');
    } else {
      notes.push(stateNote(word));
    }

    if (alarm?.cause) {
      notes.push(`Cause: ${humane(alarm.cause).toLowerCase()}.`);
    }

    const since = alarm?.since_ts ? Date.parse(alarm.since_ts) : NaN;
    if (Number.isFinite(since)) {
      notes.push(`Since ${instant(since)}.`);
    }

    const circuit = state.switch ?? alarm?.switch;
    if (circuit) {
      notes.push(`Switch ${circuit}.`);
    }

    if (state.presence_needed) {
      notes.push('It closes only after the button at the board is pressed.');
    }

    if (state.inhibit_s > 0) {
      notes.push(`Inhibited for maintenance, ${span(state.inhibit_s)} left.`);
    }

    if (state.test) {
      notes.push('A test alarm is running.');
    }

    setText(byId('hero-note'), notes.filter(Boolean).join(' '));
  }

  #values(state, info, stale) {
    for (const tile of TILES) {
      const { value, unit, note, box, meter } = this.#tiles.get(tile.id);
      const raw = tile.value ? tile.value(state, info) : state[tile.id];
      const invalid = state.invalid?.[tile.id];
      box.classList.toggle('stale', stale);
      box.classList.toggle('invalid', Boolean(invalid));
      if (tile.id === 'current_a') {
        const shown = current(raw);
        setText(value, shown.text);
        setText(unit, shown.unit);
      } else {
        setText(value, fixed(raw, tile.digits));
      }

      setText(note, invalid ? invalidWord(invalid) : tile.note && state.state ? tile.note(state, info) || '\u00a0' : '\u00a0');
      if (meter) {
        meter.value = Math.min(1, Math.max(0, raw ?? 0));
      }
    }
  }

  #active(alarm, state) {
    const active = state.active ?? alarm?.active ?? [];
    const latched = state.latched ?? alarm?.latched ?? [];
    const key = `${active}|${latched}`;
    if (key === this.#shownFaults) {
      return;
    }

    this.#shownFaults = key;
    const names = [...new Set([...active, ...latched])];
    byId('faults').replaceChildren(...names.map(name => {
      const text = this.#faults[name] ?? {};
      return make('article.fault',
        make('div.event-head', shape(active.includes(name) ? 'alarm' : 'advisory'), make('strong', humane(name)),
          active.includes(name) ? make('span.badge', 'holds now') : null, latched.includes(name) ? make('span.badge', 'latched') : null),
        make('p', text.meaning ?? ''),
        make('p.todo', make('b', 'What to do: '), text.remedy ?? ''),
        make('p.small', make('b', 'Gone when: '), text.clearing ?? ''));
    }));
  }

  #about(info, state) {
    const rows = [
      ['Chemistry', { li: 'lithium', na: 'sodium', k: 'potassium' }[info.chemistry] ?? info.chemistry],
      ['Area', info.area_cm2 && `${info.area_cm2} cm\u00b2`],
      ['Capacity', info.capacity_mah && `${info.capacity_mah} mAh`],
      ['Diffusion time', info.diffusion_time_s && `${info.diffusion_time_s} s`],
      ['Board', info.board],
      ['Firmware', info.firmware],
      ['Core', info.core && `${info.core.slice(0, 16)}\u2026`],
      ['Start', state.boot && `number ${state.boot}, up ${span(state.up_ms / 1000)}`],
      ['Run before', info.last_run && runBefore(info.last_run)],
      ['Self-test', state.self_test && humane(state.self_test).toLowerCase() + (Number.isFinite(state.self_test_age_s) ? `, ${span(state.self_test_age_s)} ago` : '')],
      ['Charge', Number.isFinite(state.charge_mah) && `${fixed(state.charge_mah, 3)} mAh since start`],
      ['Dropped by device', state.dropped && Object.entries(state.dropped).map(([kind, count]) => `${count} ${kind}`).join(', ')],
      ['Settings problem', info.settings_problem],
      ['Board problem', info.board_problem],
      ['Restarts while connecting', info.connect_restarts],
      ['Left to defaults', info.assumed && `${info.assumed.length} settings`],
    ].filter(([, value]) => value);
    const key = JSON.stringify(rows);
    if (key !== this.#shownAbout) {
      this.#shownAbout = key;
      byId('about').replaceChildren(...rows.map(([name, value]) => make('div', make('dt', name), make('dd', String(value)))));
    }
  }
}

/** How the run before this start ended, and where it stood. */
function runBefore(run) {
  const ended = {
    command: 'restarted by command', settings: 'restarted for new settings', 'watchdog-test': 'restarted by the watchdog test', 'power-cut': 'lost its power',
    'supply-dip': 'ended by a dip of the supply', 'network-hang': 'hung while connecting', unasked: 'was restarted, and nobody had asked', watchdog: 'was ended by the watchdog',
  }[run.ended] ?? 'ended for an unknown reason';
  const stood = run.state && `${humane(run.state).toLowerCase()}${run.fault ? ` (${humane(run.fault).toLowerCase()})` : ''} after ${span(run.up_s)}`;
  return stood ? `${ended}; last kept: ${stood}` : ended;
}

/** When the newest record of a device is from, by its own clock; milliseconds. */
export function newest(detail) {
  return recordTime(detail.state ?? detail.alarm ?? {}, Date.now());
}
