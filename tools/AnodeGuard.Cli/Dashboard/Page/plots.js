// The plots: one time axis for all of them, events marked on each, zoom by dragging.

import { eventWords, instant } from './words.js';

/* global uPlot */

// Okabe and Ito (2008), told apart with any colour blindness: one colour for one quantity, as in the reports.
const COLOUR = { voltage: '#0072b2', current: '#d55e00', sense: '#009e73', temperature: '#cc79a7', depletion: '#3e9bd6', forecast: '#e69f00' };

const PLOTS = [
  {
    title: 'Voltages', unit: 'V', height: 210, digits: 3, least: 0.2,
    lines: [
      { column: 'sense_v', label: 'Sense (Cu layer)', stroke: COLOUR.sense, width: 2.5 },
      { column: 'voltage_v', label: 'Cell', stroke: COLOUR.voltage, width: 1.5, dash: [7, 4] },
    ],
  },
  { title: 'Current', unit: 'mA', height: 140, digits: 3, least: 0.1, scale: 1000, lines: [{ column: 'current_a', label: 'Current', stroke: COLOUR.current, width: 1.8 }] },
  {
    title: 'Surface depletion s', unit: '', height: 150, digits: 3, least: 0.2, reach: [0, 1.05], limit: 1,
    lines: [
      { column: 's', label: 's', stroke: COLOUR.depletion, width: 2 },
      { forecast: true, label: 'forecast at this current', stroke: COLOUR.forecast, width: 2, dash: [3, 4] },
    ],
  },
  { title: 'Temperature', unit: '\u00b0C', height: 130, digits: 2, least: 2, lines: [{ column: 'temperature_c', label: 'Cell', stroke: COLOUR.temperature, width: 1.8 }] },
  {
    title: 'Identified limiting current density J*', unit: 'A/m\u00b2', height: 130, digits: 1, least: 5, onlyWithData: true,
    lines: [{ column: 'identified_limiting_current_density_a_m2', label: 'J* identified', stroke: COLOUR.forecast, width: 1.5, points: true }],
  },
];

const MARKED = { fault: true, state: true, 'switch-open': true, 'switch-closed': true, acknowledged: true, 'test-alarm': true };
const MARK_COLOUR = { tripped: '#b3123f', alarm: '#d55e00', warning: '#c77700', advisory: '#3e82b5', normal: '#00805c' };

/** All plots of one device. */
export class Plots {
  #host;
  #plots = [];
  #events = [];
  #range = { min: 0, max: 1 };
  #onZoom;

  /**
   * @param host Element to put them into.
   * @param onZoom Gets the range that was dragged, seconds since 1970; null: back.
   */
  constructor(host, onZoom) {
    this.#host = host;
    this.#onZoom = onZoom;
    this.#build();
    new ResizeObserver(() => this.#resize()).observe(host);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#build());
  }

  /** Width of the drawing area, pixels. */
  get width() {
    return Math.max(280, this.#host.clientWidth);
  }

  /** Draws samples, with events, over a range. */
  draw(series, events, range, forecast) {
    this.#events = events.filter(event => MARKED[event.event]);
    this.#range = range;
    for (const { plot, spec, box } of this.#plots) {
      const data = dataOf(spec, series, forecast);
      const empty = spec.onlyWithData && data[1].every(value => value === null);
      box.hidden = empty;
      if (!empty) {
        plot.batch(() => {
          plot.setData(data, false);
          plot.setScale('x', range);
        });
      }
    }
  }

  #build() {
    this.#plots.forEach(({ plot }) => plot.destroy());
    this.#host.replaceChildren();
    this.#plots = PLOTS.map(spec => {
      const box = document.createElement('div');
      box.className = 'plot';
      const title = document.createElement('h3');
      title.textContent = spec.unit ? `${spec.title} / ${spec.unit}` : spec.title;
      box.append(title);
      this.#host.append(box);
      return { spec, box, plot: new uPlot(this.#options(spec), [[], ...spec.lines.map(() => [])], box) };
    });
  }

  #options(spec) {
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue('--ink-soft').trim();
    const grid = { stroke: style.getPropertyValue('--line').trim(), width: 1 };
    return {
      width: this.width,
      height: spec.height,
      cursor: { sync: { key: 'anodeguard' }, drag: { x: true, y: false, setScale: false } },
      legend: { live: true },
      scales: { x: { time: true, range: () => [this.#range.min, this.#range.max] }, y: { range: (_, low, high) => reachOf(spec, low, high) } },
      axes: [{ stroke: ink, grid, ticks: grid, space: 80, size: 34, values: timesOf }, { stroke: ink, grid, ticks: grid, size: 56 }],
      series: [
        { label: 'Time', value: (_, t) => (t ? instant(t * 1000) : '\u2013') },
        ...spec.lines.map(line => ({
          label: line.label, stroke: line.stroke, width: line.width, dash: line.dash, spanGaps: Boolean(line.points),
          points: { show: Boolean(line.points), size: 7 },
          value: (_, value) => (Number.isFinite(value) ? value.toFixed(spec.digits) : '\u2013'),
        })),
      ],
      hooks: {
        draw: [plot => this.#drawLimit(plot, spec), plot => this.#drawEvents(plot)],
        setSelect: [plot => this.#select(plot)],
        ready: [plot => plot.over.addEventListener('dblclick', () => this.#onZoom(null))],
      },
    };
  }

  #select(plot) {
    if (plot.select.width > 4) {
      this.#onZoom({ min: plot.posToVal(plot.select.left, 'x'), max: plot.posToVal(plot.select.left + plot.select.width, 'x') });
    }

    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }

  #drawLimit(plot, spec) {
    if (spec.limit !== undefined) {
      const y = Math.round(plot.valToPos(spec.limit, 'y', true));
      line(plot, [[plot.bbox.left, y], [plot.bbox.left + plot.bbox.width, y]], MARK_COLOUR.tripped, [2, 3]);
    }
  }

  #drawEvents(plot) {
    const { left, top, width, height } = plot.bbox;
    let last = -Infinity;
    for (const event of this.#events) {
      const x = Math.round(plot.valToPos(event.at / 1000, 'x', true));
      if (x < left || x > left + width) {
        continue;
      }

      const colour = MARK_COLOUR[eventWords(event).key] ?? MARK_COLOUR.advisory;
      line(plot, [[x, top], [x, top + height]], colour, [4, 3]);

      // A flag where there is room for one: many events at one instant are one flag.
      if (x - last > 9 * devicePixelRatio) {
        const size = 6 * devicePixelRatio;
        plot.ctx.fillStyle = colour;
        plot.ctx.beginPath();
        plot.ctx.moveTo(x, top);
        plot.ctx.lineTo(x + size, top + (size / 2));
        plot.ctx.lineTo(x, top + size);
        plot.ctx.fill();
        last = x;
      }
    }
  }

  #resize() {
    for (const { plot, spec } of this.#plots) {
      if (plot.width !== this.width) {
        plot.setSize({ width: this.width, height: spec.height });
      }
    }
  }
}

/** Columns of a plot; the forecast adds an instant in the future where it ends. */
function dataOf(spec, series, forecast) {
  const scale = spec.scale ?? 1;
  const end = forecast && spec.lines.some(one => one.forecast) ? [forecast.end] : [];
  const t = series.t.concat(end);
  return [t, ...spec.lines.map(one => {
    if (one.forecast) {
      const values = new Array(t.length).fill(null);
      if (forecast && t.length > 1) {
        values[t.length - 2] = forecast.from;
        values[t.length - 1] = forecast.to;
      }

      return values;
    }

    // A figure that is identified now and then is told again with every state: what is new is a point.
    const told = series.columns[one.column];
    const values = one.points ? told.map((value, i) => (i > 0 && value === told[i - 1] ? null : value)) : told;
    return (scale === 1 ? values : values.map(value => (value === null ? null : value * scale))).concat(end.map(() => null));
  })];
}

/** Labels of a time axis: as fine as its steps, with the date where a day begins. */
function timesOf(plot, ticks) {
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : 60;
  const two = number => String(number).padStart(2, '0');
  return ticks.map(tick => {
    const date = new Date(tick * 1000);
    const time = `${two(date.getHours())}:${two(date.getMinutes())}${step < 60 ? `:${two(date.getSeconds())}` : ''}`;
    const isMidnight = time.startsWith('00:00') && date.getSeconds() === 0;
    return isMidnight || step >= 86400 ? date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' }) : time;
  });
}

/** Low and high end of a value axis: all data, some air, and no drama made of noise. */
function reachOf(spec, low, high) {
  let [from, to] = [low ?? 0, high ?? 1];
  if (spec.reach) {
    from = Math.min(from, spec.reach[0]);
    to = Math.max(to, spec.reach[1]);
  }

  const missing = spec.least - (to - from);
  if (missing > 0) {
    from -= missing / 2;
    to += missing / 2;
  }

  const air = (to - from) * 0.06;
  return [from - air, to + air];
}

function line(plot, points, colour, dash) {
  const { ctx } = plot;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash(dash.map(length => length * devicePixelRatio));
  ctx.beginPath();
  points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.stroke();
  ctx.restore();
}
