// The page put together: the stream comes in, the parts are told.

import { Acknowledgement } from './acknowledge.js';
import { DeviceView, newest } from './device.js';
import { byId, make, setText } from './dom.js';
import { EventList } from './events.js';
import { FleetList } from './fleet.js';
import { ask, Live } from './live.js';
import { Plots } from './plots.js';
import { Series } from './series.js';
import { instant, recordTime, span, stateWord } from './words.js';

const WINDOWS = [[120, '2 min'], [900, '15 min'], [3600, '1 h'], [21600, '6 h'], [86400, '24 h'], [604800, '7 d']];
const POINTS_PER_PIXEL = 2;

/** Where there is less of a past than was asked for, the plots show what there is, but no less than this. */
const LEAST_WINDOW_S = 60;

// The samples of a long window come decimated; now and then those that were appended since are, too.
const RELOAD_MS = 300000;

const devices = new Map();
const health = { server: true, broker: { connected: true, problem: null }, history: { kept: true, problem: null, lost: 0 }, passed: 0 };
const view = { name: null, state: {}, alarm: null, info: {}, canCommand: false, window: WINDOWS[1][0], paused: null, series: null, loaded: 0 };
let clockAhead = 0;
let parts = null;
let drawing = false;

async function begin() {
  const faults = await ask('api/faults');
  parts = {
    device: new DeviceView(faults),
    fleet: new FleetList(name => { location.hash = name; }),
    plots: new Plots(byId('plots'), zoom),
    events: new EventList(faults, showInstant),
    acknowledgement: new Acknowledgement(),
    live: new Live(tick, line),
  };
  byId('windows').replaceChildren(...WINDOWS.map(([seconds, label]) => {
    const button = make('button', label);
    button.type = 'button';
    button.dataset.seconds = seconds;
    button.addEventListener('click', () => chooseWindow(seconds));
    return button;
  }));
  byId('pause').addEventListener('click', () => (view.paused ? resume() : pause({ min: range().min, max: view.series.latest })));
  byId('acknowledge').addEventListener('click', () => parts.acknowledgement.open(view.name, faultNames()));
  addEventListener('hashchange', choose);
  setInterval(refresh, 1000);
  choose();
}

/** Takes a message of the stream. */
function tick(message) {
  clockAhead = message.now - Date.now();
  Object.assign(health, { broker: message.broker, history: message.history, passed: message.passed_over });
  message.devices.forEach(device => devices.set(device.device, device));
  if (!view.name && devices.size > 0) {
    choose();
    return;
  }

  for (const { kind, payload } of message.records) {
    take(kind, payload, message.now);
  }

  // A stream that begins anew has a hole before it, and so has one that could not keep up.
  if (message.gap || (message.first && view.loaded && performance.now() - view.loaded > 5000)) {
    open(view.name);
  }

  parts.fleet.update(message.devices, view.name, stateOf);
  schedule();
}

function take(kind, record, now) {
  if (kind === 'state') {
    view.state = record;
    view.series.add(record, now);
  } else if (kind === 'alarm') {
    view.alarm = record;
  } else if (kind === 'info') {
    view.info = record;
  } else if (kind === 'event') {
    view.series.addEvent(record, now);
  }
}

/** The server is there, or it is not. */
function line(isThere) {
  if (health.server !== isThere) {
    health.server = isThere;
    refresh();
  }
}

/** Which device the address asks for; the first where it asks for none. */
function choose() {
  const asked = decodeURIComponent(location.hash.slice(1));
  const name = asked || [...devices.keys()][0] || null;
  if (name !== view.name || name === null) {
    open(name);
  }
}

async function open(name) {
  Object.assign(view, { name, state: {}, alarm: null, info: {}, canCommand: false, series: new Series(name), loaded: 0 });
  parts.live.follow(name);
  if (!name) {
    return;
  }

  try {
    const { detail, can_command: canCommand } = await ask(`api/device?device=${encodeURIComponent(name)}`);
    if (view.name !== name) {
      return;
    }

    Object.assign(view, { canCommand, state: { ...detail.state, ...view.state }, alarm: view.alarm ?? detail.alarm, info: detail.info ?? {} });
    await load(newest(detail) / 1000);
  } catch (error) {
    // The stream will bring it, once it is heard.
    view.problem = error.message;
  }

  parts.fleet.update([], view.name, stateOf);
  refresh();
}

/** Brings the past of the shown range. */
async function load(latest = view.series.latest) {
  const shown = view.paused ?? { min: latest - view.window, max: Infinity };
  view.loaded = performance.now();
  await view.series.load(shown.min, Number.isFinite(shown.max) ? shown.max : latest + 3600, parts.plots.width * POINTS_PER_PIXEL);
  schedule();
}

function chooseWindow(seconds) {
  view.window = seconds;
  resume();
}

function pause(shown) {
  view.paused = shown;
  schedule();
}

function resume() {
  view.paused = null;
  load().catch(showProblem);
  schedule();
}

function zoom(shown) {
  if (shown === null) {
    resume();
  } else {
    pause(shown);
    load().catch(showProblem);
  }
}

function showInstant(milliseconds) {
  const half = Math.min(view.window, 120) / 2;
  zoom({ min: (milliseconds / 1000) - half, max: (milliseconds / 1000) + half });
  byId('plots').scrollIntoView({ behavior: 'smooth', block: 'center' });
}

function showProblem(error) {
  view.problem = error.message;
  refresh();
}

/** What the time axis shows, seconds since 1970. */
function range() {
  if (view.paused) {
    return view.paused;
  }

  const latest = view.series?.latest || (Date.now() + clockAhead) / 1000;
  const first = view.series?.t[0] ?? latest;
  const width = Math.min(view.window, Math.max(LEAST_WINDOW_S, latest - first));
  return { min: latest - width, max: latest + (width * 0.04) };
}

/** From the newest s to 1, where that comes within what the plot has room for. */
function forecast(shown) {
  const { s, t_dep_s: left } = view.state;
  const room = (shown.max - shown.min) * 0.25;
  if (view.paused || !Number.isFinite(s) || !Number.isFinite(left) || left <= 0 || s >= 1) {
    return null;
  }

  const end = Math.min(left, room);
  return { from: s, to: s + ((1 - s) * end / left), end: view.series.latest + end };
}

function stateOf(device) {
  return { state: device.word ?? null, stale: isStale(device) };
}

function isStale(device) {
  return !health.server || !health.broker.connected || device.status === 'offline' || ageOf(device) > device.stale_after_ms;
}

function ageOf(device) {
  return device.received_ms ? Date.now() + clockAhead - device.received_ms : Infinity;
}

function faultNames() {
  return [...new Set([...(view.state.latched ?? view.alarm?.latched ?? []), ...(view.state.active ?? view.alarm?.active ?? [])])];
}

/** One drawing for any number of messages. */
function schedule() {
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      draw();
    });
  }
}

function draw() {
  refresh();
  if (!view.series) {
    return;
  }

  const shown = range();
  const prediction = forecast(shown);
  const reach = prediction ? { min: shown.min, max: Math.max(shown.max, prediction.end) } : shown;
  const events = view.series.sortedEvents();
  parts.plots.draw(view.series, events, reach, prediction);
  parts.events.show(events.filter(event => event.at / 1000 >= shown.min && event.at / 1000 <= reach.max));
  setText(byId('range'), `${instant(shown.min * 1000)} to ${instant(Math.min(shown.max, view.series.latest || shown.max) * 1000)}`);
  byId('export').href = `api/export?device=${encodeURIComponent(view.name)}&from=${Math.floor(shown.min * 1000)}&to=${Math.ceil(shown.max * 1000)}`;
  if (!view.paused) {
    view.series.trim(shown.min);
    if (view.window > 1200 && performance.now() - view.loaded > RELOAD_MS) {
      load().catch(showProblem);
    }
  }
}

/** Everything but the plots. */
function refresh() {
  const device = devices.get(view.name);
  byId('device').hidden = !view.name;
  byId('waiting').hidden = Boolean(view.name);
  showHealth(device);
  for (const button of byId('windows').children) {
    button.setAttribute('aria-pressed', String(!view.paused && Number(button.dataset.seconds) === view.window));
  }

  setText(byId('pause'), view.paused ? 'Back to live' : 'Pause');
  byId('pause').setAttribute('aria-pressed', String(Boolean(view.paused)));
  if (!view.name) {
    return;
  }

  const stale = !device || isStale(device);
  parts.device.show({
    name: view.name, word: device?.word ?? view.state.state, state: view.state, alarm: view.alarm, info: view.info, stale,
    offline: device?.status === 'offline', age: device ? ageOf(device) : NaN,
  });
  const needed = (view.state.latched ?? view.alarm?.latched ?? []).length > 0;
  byId('acknowledge').hidden = !needed;
  byId('acknowledge').disabled = !view.canCommand;
  setText(byId('acknowledge-note'), needed && !view.canCommand ? 'At the board\u2019s button, or here with dashboard --keys' : '');
  const word = device ? stateWord(device.word) : 'AnodeGuard';
  document.title = `${stale ? '(old) ' : ''}${word.toUpperCase()} \u00b7 ${view.name} \u2013 AnodeGuard`;
}

/** Banners: what makes everything below untrustworthy, in words. */
function showHealth(device) {
  const banners = [];
  if (!health.server) {
    banners.push('This page has lost its server. What you see is old.');
  } else if (!health.broker.connected) {
    banners.push(`The broker is gone: ${health.broker.problem ?? 'connecting'}. What you see is old; the boards go on guarding by themselves.`);
  } else if (device?.status === 'offline') {
    banners.push(`${view.name} is offline. What you see is old.`);
  } else if (device && ageOf(device) > device.stale_after_ms) {
    banners.push(Number.isFinite(ageOf(device)) ? `No data from ${view.name} for ${span(ageOf(device) / 1000)}. What you see is old.` : `${view.name} has not reported since this server began.`);
  }

  if (health.history.problem) {
    banners.push(`The history cannot be written: ${health.history.problem}.${health.history.lost ? ` ${health.history.lost} messages are lost.` : ''}`);
  }

  if (health.passed) {
    banners.push('More devices report than this tool shows.');
  }

  const key = banners.join('\n');
  const host = byId('banners');
  if (host.dataset.key !== key) {
    host.dataset.key = key;
    host.replaceChildren(...banners.map(text => make('p.banner', text)));
  }

  setText(byId('health'), [
    health.broker.connected && health.server ? 'live' : 'not live',
    health.history.kept ? 'history kept' : 'history of two hours',
    recordTimeText(),
  ].filter(Boolean).join(' \u00b7 '));
}

function recordTimeText() {
  const time = view.state.seq ? recordTime(view.state, NaN) : NaN;
  return Number.isFinite(time) ? instant(time) : '';
}

begin().catch(error => byId('banners').replaceChildren(make('p.banner', `The page could not start: ${error.message}.`)));
