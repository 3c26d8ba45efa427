// Words and numbers as people read them. The names of states, faults and fields are those of MESSAGES.md.

/** States from the gravest to the calmest: the order of the overview. */
export const STATES = ['tripped', 'alarm', 'warning', 'advisory', 'not-ready', 'normal'];

const STATE_WORDS = {
  'not-ready': 'Not ready', normal: 'Normal', advisory: 'Advisory', warning: 'Warning', alarm: 'Alarm', tripped: 'Tripped',
};

const STATE_NOTES = {
  'not-ready': 'The board is still finding its bearings; the switch stays open.',
  normal: 'Every sense and limit is where it should be.',
  advisory: 'Something deserves a look. Nothing was switched.',
  warning: 'A limit is near. Act before the board must.',
  alarm: 'A danger is there.',
  tripped: 'The switch was opened. Plating has stopped; an internal short cannot be stopped by a switch.',
};

const INVALID = {
  'not-fitted': 'not fitted', 'over-range': 'above its range', 'under-range': 'below its range', failed: 'sensor failed', stale: 'too old',
};

/** The word of a state. */
export function stateWord(state) {
  return STATE_WORDS[state] ?? 'Unknown';
}

/** One sentence about a state. */
export function stateNote(state) {
  return STATE_NOTES[state] ?? '';
}

/** A known state, or 'unknown': for names of classes and shapes. */
export function stateKey(state) {
  return state in STATE_WORDS ? state : 'unknown';
}

/** Why a value is absent. */
export function invalidWord(reason) {
  return INVALID[reason] ?? reason ?? 'no value';
}

/** "sense-contact-anode" as "Sense contact anode". */
export function humane(name) {
  const text = String(name ?? '').replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A number with so many digits behind the point; a dash where there is none. */
export function fixed(value, digits) {
  if (!Number.isFinite(value)) {
    return '\u2013';
  }

  // No minus before a zero.
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '\u2212');
}

/** Current in the unit that gives it a readable size. */
export function current(amperes) {
  if (!Number.isFinite(amperes)) {
    return { text: '\u2013', unit: 'A' };
  }

  const size = Math.abs(amperes);
  if (size >= 1) {
    return { text: fixed(amperes, 3), unit: 'A' };
  }

  return size >= 0.001 || size === 0 ? { text: fixed(amperes * 1e3, 3), unit: 'mA' } : { text: fixed(amperes * 1e6, 1), unit: '\u00b5A' };
}

/** A span of time in words. */
export function span(seconds) {
  if (!Number.isFinite(seconds)) {
    return '\u2013';
  }

  const s = Math.max(0, seconds);
  if (s < 10) {
    return `${s.toFixed(1)} s`;
  }

  if (s < 120) {
    return `${Math.round(s)} s`;
  }

  if (s < 7200) {
    return `${Math.floor(s / 60)} min ${Math.round(s % 60)} s`;
  }

  return s < 172800 ? `${Math.floor(s / 3600)} h ${Math.round((s % 3600) / 60)} min` : `${Math.floor(s / 86400)} d ${Math.round((s % 86400) / 3600)} h`;
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** An instant of today as a time, of another day with its date. */
export function instant(milliseconds) {
  const date = new Date(milliseconds);
  return (date.toDateString() === new Date().toDateString() ? CLOCK : DAY).format(date);
}

/** When a record is from, milliseconds since 1970: its own stamp, else the instant given. */
export function recordTime(record, otherwise) {
  const own = record.ts ? Date.parse(record.ts) : NaN;
  return Number.isFinite(own) ? own : otherwise;
}

/** What an event says, and how grave it is. */
export function eventWords(event) {
  switch (event.event) {
    case 'fault':
      return { title: humane(event.fault), badge: event.level, key: event.level };
    case 'fault-cleared':
      return { title: `${humane(event.fault)}: gone`, badge: 'cleared', key: 'normal' };
    case 'state':
      return { title: `State: ${stateWord(event.state)}`, badge: null, key: stateKey(event.state) };
    case 'self-test':
      return { title: `Self-test: ${humane(event.result).toLowerCase()}`, badge: null, key: event.result === 'passed' ? 'normal' : 'warning' };
    case 'switch-open':
      return { title: 'Switch open', badge: null, key: 'tripped' };
    case 'switch-closed':
      return { title: 'Switch closed', badge: null, key: 'normal' };
    case 'acknowledged':
      return { title: 'Acknowledged', badge: null, key: 'advisory' };
    default:
      return { title: humane(event.event), badge: null, key: 'advisory' };
  }
}
