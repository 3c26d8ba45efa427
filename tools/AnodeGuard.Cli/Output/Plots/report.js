/* Draws the report's plots from the data in the page. Nothing is fetched. */
(function () {
    'use strict';
    const cells = JSON.parse(document.getElementById('data').textContent).cells;
    const compared = cells.length > 1;
    const ink = '#1b1f24', soft = '#57606a', grid = '#e8ebef';
    const levels = {alarm: '#9b1c1c', warning: '#8a5a00', advisory: '#0b5394', exchange: '#1b1f24'};
    const dashes = {alarm: [], warning: [7, 4], advisory: [2, 3], exchange: [10, 3, 2, 3]};
    const cellColours = ['#0072b2', '#d55e00'];
    const font = '12px system-ui, "DejaVu Sans", sans-serif';
    const plots = [];

    const first = Math.min(...cells.map(c => c.first)), last = Math.max(...cells.map(c => c.last));
    const span = last - first;
    const unit = span > 3 * 86400 * 4 ? {name: 'days', s: 86400} : span > 7200 ? {name: 'h', s: 3600} : span > 300 ? {name: 'min', s: 60} : {name: 's', s: 1};
    const durations = cells.map(c => c.last - c.first || 1), longest = durations.indexOf(Math.max(...durations));

    /* The axis that everything over time shares. Of two files of very unequal length the short one would be a sliver: each
       can be drawn over its own length. */
    const inTime = {
        full: [first / unit.s, (last > first ? last : first + 1) / unit.s], unit: unit.name, of: (cell, t) => t / unit.s,
        label: 'time, ' + unit.name + (compared ? ' since each file began' : ''),
    };
    const inShares = {
        full: [0, 100], unit: '%', of: (cell, t) => 100 * (t - cell.first) / durations[cells.indexOf(cell)],
        label: 'share of each file\u2019s own length, %',
    };
    const uneven = compared && durations[longest] > 5 * Math.min(...durations);
    let axis = uneven ? inShares : inTime;

    const largest = Math.max(0, ...cells.map(c => c.curves.current ? Math.max(...c.curves.current.v.map(Math.abs)) : 0));
    const ampere = largest === 0 || largest >= 1 ? {name: 'A', f: 1} : largest >= 2e-4 ? {name: 'mA', f: 1e3} : {name: '\u00b5A', f: 1e6};
    const overTime = [
        {id: 'voltage', title: 'Cell voltage', unit: 'V', colour: '#0072b2', factor: 1, height: 200, least: 0.02,
            lines: c => [{v: c.limits.under_voltage, text: 'lower limit'}, {v: c.limits.over_voltage, text: 'upper limit'}]},
        {id: 'current', title: 'Current (positive: charging)', unit: ampere.name, colour: '#d55e00', factor: ampere.f, stepped: true, zero: true},
        {id: 'sense', title: 'Sense voltage (Cu layer against anode)', unit: 'V', colour: '#009e73', factor: 1, least: 0.02},
        {id: 'depletion', title: 'Surface depletion s (1: no salt left)', unit: '', colour: '#2b7bb9', factor: 1, zero: true,
            lines: c => [{v: 1, text: 'depleted'}, {v: c.limits.depletion_warning, text: 'warns'}, {v: c.limits.depletion_alarm, text: 'alarms'}]},
        {id: 'forecast', title: 'Forecast: time left until depletion at the present current', unit: 's', colour: '#e69f00', factor: 1, log: true, gaps: true},
        {id: 'soc', title: 'State of charge, % of the nominal capacity', unit: '', colour: '#0072b2', factor: 100, least: 5, gaps: true},
        {id: 'tip', title: 'Lead time across the free gap while metal is plated', unit: 's', colour: '#d55e00', factor: 1, log: true, gaps: true, label: 'of a dendrite\u2019s tip',
            also: [{id: 'moss', label: 'of moss', colour: '#0072b2'}]},
        {id: 'temperature', title: 'Cell temperature', unit: '\u00b0C', colour: '#cc79a7', factor: 1, least: 2, lines: c => [{v: c.limits.over_temperature, text: 'limit'}]},
    ];

    function shown(value) {
        if (value === null || value === undefined) {
            return '\u2013';
        }
        const size = Math.abs(value);
        return size !== 0 && (size < 1e-3 || size >= 1e6) ? value.toExponential(3) : String(+value.toPrecision(5));
    }

    function widthOf(holder) {
        return Math.max(260, Math.floor(holder.clientWidth));
    }

    function axes(xLabel, yLabel, log, whole) {
        const common = {stroke: soft, font: font, grid: {stroke: grid, width: 1}, ticks: {stroke: grid, width: 1, size: 4}};
        return [
            Object.assign({}, common, {label: xLabel, labelFont: font, labelSize: xLabel ? 18 : 0, size: 26, gap: 3, space: 70},
                whole ? {incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000]} : {}),
            Object.assign({}, common, {label: yLabel, labelFont: font, labelSize: 18, size: 62, gap: 4, space: 34,
                values: (u, splits) => splits.map(v => v === null ? '' : log ? (Math.abs(Math.log10(v) % 1) < 1e-9 ? shown(v) : '') : shown(v))}),
        ];
    }

    /* Events: a line each, its kind told by its dashes as well as its colour, its number that of the list below. */
    function marks(numbers) {
        return u => {
            const ctx = u.ctx, box = u.bbox, ratio = devicePixelRatio || 1;
            ctx.save();
            ctx.beginPath();
            ctx.rect(box.left - 10 * ratio, box.top - 16 * ratio, box.width + 20 * ratio, box.height + 16 * ratio);
            ctx.clip();
            cells.forEach(cell => cell.events.forEach(event => {
                const x = u.valToPos(axis.of(cell, event.t), 'x', true), end = u.valToPos(axis.of(cell, event.end), 'x', true);
                if (end < box.left || x > box.left + box.width) {
                    return;
                }
                if (event.kind !== 'exchange') {
                    ctx.fillStyle = levels[event.kind] + '0c';
                    ctx.fillRect(x, box.top, Math.max(1, end - x), box.height);
                }
                ctx.strokeStyle = levels[event.kind];
                ctx.lineWidth = 1.25 * ratio;
                ctx.setLineDash(dashes[event.kind].map(d => d * ratio));
                ctx.beginPath();
                ctx.moveTo(x, box.top);
                ctx.lineTo(x, box.top + box.height);
                ctx.stroke();
            }));
            ctx.setLineDash([]);
            if (numbers && !compared) {
                number(u, cells[0].events);
            }
            if (cells[0].trigger) {
                trigger(u, numbers);
            }
            ctx.restore();
        };
    }

    /* Where numbers would lie on each other the gravest event's is written. */
    function number(u, events) {
        const ctx = u.ctx, box = u.bbox, ratio = devicePixelRatio || 1, taken = [];
        ctx.font = 'bold ' + 10 * ratio + 'px system-ui, "DejaVu Sans", sans-serif';
        ctx.textAlign = 'center';
        ctx.textBaseline = 'middle';
        const rank = Object.keys(levels);
        events.slice().sort((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind) || a.n - b.n).forEach(event => {
            const x = u.valToPos(axis.of(cells[0], event.t), 'x', true), radius = (event.n > 99 ? 10 : 7.5) * ratio;
            if (x < box.left - 1 || x > box.left + box.width + 1 || taken.some(other => Math.abs(other - x) < 2.4 * radius)) {
                return;
            }
            taken.push(x);
            ctx.fillStyle = levels[event.kind];
            ctx.beginPath();
            ctx.ellipse(x, box.top - 8 * ratio, radius, 7.5 * ratio, 0, 0, 7);
            ctx.fill();
            ctx.fillStyle = '#fff';
            ctx.fillText(event.n, x, box.top - 7.5 * ratio);
        });
    }

    /* The instant that a flight recording is about. */
    function trigger(u, named) {
        const ctx = u.ctx, box = u.bbox, ratio = devicePixelRatio || 1, x = u.valToPos(axis.of(cells[0], cells[0].trigger.t), 'x', true);
        if (x < box.left || x > box.left + box.width) {
            return;
        }
        ctx.strokeStyle = ink;
        ctx.lineWidth = 2.5 * ratio;
        ctx.beginPath();
        ctx.moveTo(x, box.top);
        ctx.lineTo(x, box.top + box.height);
        ctx.stroke();
        if (named) {
            const left = x > box.left + 0.15 * box.width;
            ctx.font = 'bold ' + 11 * ratio + 'px system-ui, "DejaVu Sans", sans-serif';
            ctx.textAlign = left ? 'right' : 'left';
            ctx.textBaseline = 'middle';
            ctx.lineWidth = 4 * ratio;
            ctx.strokeStyle = '#fff';
            ctx.strokeText(cells[0].trigger.text, x + (left ? -6 : 6) * ratio, box.top + 0.5 * box.height);
            ctx.fillStyle = ink;
            ctx.fillText(cells[0].trigger.text, x + (left ? -6 : 6) * ratio, box.top + 0.5 * box.height);
        }
    }

    /* Limits, where they are in view. */
    function levelLines(lines, zero) {
        return u => {
            const ctx = u.ctx, box = u.bbox, ratio = devicePixelRatio || 1;
            ctx.save();
            ctx.font = 11 * ratio + 'px system-ui, "DejaVu Sans", sans-serif';
            ctx.textAlign = 'left';
            ctx.textBaseline = 'bottom';
            let labelled = Infinity;
            (zero ? [{v: 0, text: ''}] : []).concat(lines).forEach(line => {
                const y = u.valToPos(line.v, 'y', true);
                if (!(y > box.top && y < box.top + box.height)) {
                    return;
                }
                ctx.strokeStyle = line.text ? soft : '#9aa4af';
                ctx.lineWidth = ratio;
                ctx.setLineDash(line.text ? [4 * ratio, 4 * ratio] : []);
                ctx.beginPath();
                ctx.moveTo(box.left, y);
                ctx.lineTo(box.left + box.width, y);
                ctx.stroke();
                if (Math.abs(labelled - y) < 12 * ratio) {
                    return;
                }
                labelled = line.text ? y : labelled;
                ctx.setLineDash([]);
                ctx.lineWidth = 3 * ratio;
                ctx.strokeStyle = '#fff';
                ctx.strokeText(line.text, box.left + 4 * ratio, y - 2 * ratio);
                ctx.fillStyle = soft;
                ctx.fillText(line.text, box.left + 4 * ratio, y - 2 * ratio);
            });
            ctx.restore();
        };
    }

    function holderOf(parent, title) {
        const holder = document.createElement('div');
        holder.className = 'plot';
        const head = document.createElement('h3');
        head.append(title);
        const live = document.createElement('span');
        live.className = 'live';
        head.append(live);
        holder.append(head);
        parent.append(holder);
        return {holder: holder, live: live};
    }

    function add(plot, holder) {
        plots.push({plot: plot, holder: holder});
        return plot;
    }

    function drawOverTime(parent) {
        const kinds = overTime.filter(kind => cells.some(c => c.curves[kind.id]));
        kinds.forEach((kind, at) => {
            const unitText = kind.unit ? ', ' + kind.unit : '';
            const {holder, live} = holderOf(parent, kind.title + unitText);
            // Beside another cell the first curve of a plot is drawn alone.
            const drawn = compared ? cells.map((c, i) => ({label: c.name, cell: c, curve: c.curves[kind.id], colour: cellColours[i]}))
                : [kind].concat(kind.also || []).map(k => ({label: k.label, cell: cells[0], curve: cells[0].curves[k.id], colour: k.colour})).filter(d => d.curve);
            const tables = drawn.map(d => tableOf(d, kind.factor));
            const data = drawn.length > 1 ? uPlot.join(tables.map(thin)) : tables[0];
            const few = tables.every(t => t[0].length < 150);
            const bottom = at === kinds.length - 1;
            const lines = compared || !kind.lines ? [] : kind.lines(cells[0]);
            add(new uPlot({
                width: widthOf(holder), height: (kind.height || 160) + (bottom ? 18 : 0),
                padding: [at === 0 ? 18 : 8, 12, 0, 0],
                scales: {
                    x: {time: false, range: (u, lo, hi) => lo === null || lo >= hi ? axis.full : [Math.max(lo, axis.full[0]), Math.min(hi, axis.full[1])]},
                    y: kind.log ? {distr: 3} : {range: (u, lo, hi) => spread(lo, hi, kind.least)},
                },
                series: [{}].concat(drawn.map((d, i) => ({
                    label: d.label, stroke: d.colour, width: compared ? 1.4 : 1.3,
                    dash: i === 1 ? [8, 4] : undefined, spanGaps: !kind.gaps,
                    points: {show: few, size: 5},
                    paths: kind.stepped ? uPlot.paths.stepped({align: -1}) : uPlot.paths.linear(),
                }))),
                axes: axes(bottom ? axis.label : '', '', kind.log),
                legend: {show: false},
                cursor: {sync: {key: 'time'}, drag: {x: true, y: false}, points: {size: 6}, y: false},
                hooks: {
                    drawAxes: [marks(at === 0)],
                    draw: [levelLines(lines, kind.zero)],
                    setCursor: [u => {
                        const i = u.cursor.idx;
                        live.textContent = i === null || i === undefined ? '' : 'at ' + shown(u.data[0][i]) + ' ' + axis.unit + ': '
                            + drawn.map((d, n) => (compared ? 'AB'[n] + ' ' : drawn.length > 1 ? d.label + ' ' : '') + shown(near(u.data[n + 1], i)) + (kind.unit ? ' ' + kind.unit : '')).join(',  ');
                    }],
                },
            }, data, holder), holder);
            if (!compared && drawn.length > 1) {
                keysBelow(holder, drawn.map((d, i) => ({colour: d.colour, dash: i === 1, text: d.label})));
            }
        });
    }

    /* A curve from one end of the axis to the other: what lies outside it is null. */
    function tableOf(drawn, factor) {
        const t = drawn.curve ? drawn.curve.t.map(t => axis.of(drawn.cell, t)) : [], v = drawn.curve ? drawn.curve.v.map(v => v === null ? null : v * factor) : [];
        if (t.length === 0 || t[0] > axis.full[0]) {
            t.unshift(axis.full[0]);
            v.unshift(null);
        }
        if (t[t.length - 1] < axis.full[1]) {
            t.push(axis.full[1]);
            v.push(null);
        }
        return [t, v];
    }

    function keysBelow(holder, entries) {
        const keys = document.createElement('p');
        keys.className = 'small soft';
        entries.forEach(entry => {
            const key = document.createElement('span');
            key.className = entry.dash ? 'key dash' : 'key';
            key.style.borderTopColor = entry.colour;
            keys.append(key, entry.text, '\u2003');
        });
        holder.append(keys);
    }

    /* Two rows at one time would fall together in a joined table. */
    function thin(table) {
        for (let i = 1; i < table[0].length; i++) {
            if (table[0][i] <= table[0][i - 1]) {
                table[0][i] = table[0][i - 1] + 1e-9;
            }
        }
        return table;
    }

    function near(values, at) {
        for (let d = 0; d < 50; d++) {
            if (values[at - d] !== null && values[at - d] !== undefined) {
                return values[at - d];
            }
            if (values[at + d] !== null && values[at + d] !== undefined) {
                return values[at + d];
            }
        }
        return null;
    }

    /* Noise is drawn as noise: no plot shows less than the least span that means something. */
    function spread(lo, hi, least) {
        if (lo === null) {
            return [0, 1];
        }
        const room = Math.max(0.07 * (hi - lo), ((least || 1e-3) - (hi - lo)) / 2, hi > lo || least ? 0 : Math.abs(hi) * 0.05);
        return [lo - room, hi + room];
    }

    const perCycle = [
        {title: 'Capacity, mAh', series: [{key: 'charge', label: 'charge', colour: '#0072b2'}, {key: 'discharge', label: 'discharge', colour: '#d55e00', hollow: true}]},
        {title: 'Coulombic efficiency, %', least: 1, series: [{key: 'ce', label: 'CE', colour: '#009e73'}]},
        {title: 'Resistance, \u03a9', series: [{key: 'fast_resistance_ohm', label: 'soon after a step', colour: '#0072b2'},
            {key: 'one_second_resistance_ohm', label: 'after 1 s', colour: '#e69f00', hollow: true}]},
        {title: 'Nucleation overpotential, mV', least: 4, series: [{key: 'nucleation_v', label: 'dip below the plateau', colour: '#cc79a7', factor: 1e3}]},
        {title: 'Limiting current density J*, A/m\u00b2', series: [{key: 'limiting_current_density_a_m2', label: 'J* at 25 \u00b0C, \u00b1 1 \u03c3', colour: '#0072b2', sigma: true, used: 'limiting_current_density'}]},
        {title: 'Diffusion time t_D, s', series: [{key: 'diffusion_time_s', label: 't_D at 25 \u00b0C, \u00b1 1 \u03c3', colour: '#d55e00', sigma: true, used: 'diffusion_time'}]},
    ];

    /* A marker that is told from the other without its colour. */
    function marker(ctx, x, y, r, hollow, square) {
        ctx.beginPath();
        if (square) {
            ctx.rect(x - r, y - r, 2 * r, 2 * r);
        } else {
            ctx.arc(x, y, r, 0, 7);
        }
        if (hollow) {
            ctx.fillStyle = '#fff';
        }
        ctx.fill();
        ctx.stroke();
    }

    function drawCycles(parent) {
        if (Math.max(...cells.map(c => c.cycles.length)) < 2) {
            return;
        }
        perCycle.forEach(kind => {
            const lines = [];
            cells.forEach((cell, c) => kind.series.forEach(s => {
                if (cell.cycles.some(cycle => s.key in cycle)) {
                    lines.push({cell: cell, c: c, s: s});
                }
            }));
            if (lines.length === 0) {
                return;
            }
            const {holder, live} = holderOf(parent, kind.title);
            const numbers = Array.from(new Set(cells.flatMap(c => c.cycles.map(cycle => cycle.n)))).sort((a, b) => a - b);
            const values = lines.map(line => {
                const of = new Map(line.cell.cycles.map(cycle => [cycle.n, line.s.key in cycle ? cycle[line.s.key] * (line.s.factor || 1) : null]));
                return numbers.map(n => of.has(n) ? of.get(n) : null);
            });
            const sigmas = lines.map(line => {
                const of = new Map(line.cell.cycles.map(cycle => [cycle.n, (cycle[line.s.key + '_sigma'] || 0) * (line.s.factor || 1)]));
                return numbers.map(n => of.get(n) || 0);
            });
            const colourOf = line => compared ? cellColours[line.c] : line.s.colour;
            const many = numbers.length > 150;
            add(new uPlot({
                width: widthOf(holder), height: 190, padding: [8, 12, 0, 0],
                scales: {x: {time: false, range: (u, lo, hi) => [lo - 0.03 * (hi - lo) - 0.2, hi + 0.03 * (hi - lo) + 0.2]}, y: {range: (u, lo, hi) => spread(lo, hi, kind.least)}},
                series: [{}].concat(lines.map(line => ({label: line.s.label, stroke: colourOf(line), width: 1.2, spanGaps: true, points: {show: false}}))),
                axes: axes('cycle', '', false, true),
                legend: {show: false},
                cursor: {drag: {x: true, y: false}, y: false, points: {show: false}},
                hooks: {
                    draw: [u => {
                        const ctx = u.ctx, ratio = devicePixelRatio || 1;
                        ctx.save();
                        lines.forEach((line, k) => values[k].forEach((v, i) => {
                            if (v === null) {
                                return;
                            }
                            const x = u.valToPos(numbers[i], 'x', true), y = u.valToPos(v, 'y', true);
                            ctx.strokeStyle = ctx.fillStyle = colourOf(line);
                            ctx.lineWidth = 1.4 * ratio;
                            if (line.s.sigma && sigmas[k][i] > 0) {
                                ctx.beginPath();
                                ctx.moveTo(x, u.valToPos(v - sigmas[k][i], 'y', true));
                                ctx.lineTo(x, u.valToPos(v + sigmas[k][i], 'y', true));
                                ctx.stroke();
                            }
                            if (!many) {
                                marker(ctx, x, y, 3.2 * ratio, line.s.hollow, line.c === 1);
                            }
                        }));
                        ctx.restore();
                    }],
                    setCursor: [u => {
                        const i = u.cursor.idx;
                        live.textContent = i === null || i === undefined ? '' : 'cycle ' + numbers[i] + ': '
                            + lines.map((line, k) => (compared ? 'AB'[line.c] + ' ' : '') + line.s.label + ' ' + shown(values[k][i])).join(',  ');
                    }],
                },
            }, [numbers].concat(values), holder), holder);
            const used = kind.series[0].used;
            if (used && !compared) {
                const said = document.createElement('p');
                said.className = 'small soft';
                said.textContent = kind.series[0].label + '; the settings say ' + shown(cells[0].limits[used]) + ', by which j and s were judged';
                holder.append(said);
            }
            if (lines.length > 1) {
                keysBelow(holder, lines.map(line => ({colour: colourOf(line), text: (compared ? 'AB'[line.c] + ': ' : '') + line.s.label + (line.s.hollow ? ' (hollow)' : '')})));
            }
        });
    }

    function resize() {
        plots.forEach(p => p.plot.setSize({width: widthOf(p.holder), height: p.plot.height}));
    }

    /* Buttons that show so many seconds around the instant of a flight recording. */
    function zooms(parent) {
        [['all', null], ['20 s', 10], ['2 s', 1], ['0.4 s', 0.2]].forEach(([text, half]) => {
            const button = document.createElement('button');
            button.type = 'button';
            button.textContent = text;
            button.addEventListener('click', () => plots.forEach(p => p.plot.setScale('x', half === null ? {min: inTime.full[0], max: inTime.full[1]}
                : {min: (cells[0].trigger.t - half) / unit.s, max: (cells[0].trigger.t + half) / unit.s})));
            parent.append(button, ' ');
        });
    }

    /* Two files of very unequal length: what the plots show of them. */
    function spans(parent, time) {
        const short = 1 - longest, buttons = [];
        const show = (chosen, to) => {
            const drawn = plots.filter(p => p.holder.parentElement === time);
            drawn.forEach(p => p.plot.destroy());
            plots.splice(0, plots.length, ...plots.filter(p => !drawn.includes(p)));
            time.replaceChildren();
            axis = chosen;
            drawOverTime(time);
            if (to !== null) {
                plots.filter(p => p.holder.parentElement === time).forEach(p => p.plot.setScale('x', {min: 0, max: to}));
            }
        };
        const choices = [['each over its own length', inShares, null], ['both over one time', inTime, null],
            ['as long as ' + 'AB'[short], inTime, durations[short] / unit.s]];
        parent.append('AB'[longest] + ' is ' + shown(+(durations[longest] / durations[short]).toPrecision(2)) + ' times as long as ' + 'AB'[short] + '. Drawn are: ');
        choices.forEach(([text, chosen, to], i) => {
            const button = document.createElement('button');
            button.type = 'button';
            button.textContent = text;
            button.setAttribute('aria-pressed', String(i === 0));
            button.addEventListener('click', () => {
                buttons.forEach(b => b.setAttribute('aria-pressed', String(b === button)));
                show(chosen, to);
            });
            buttons.push(button);
            parent.append(button, ' ');
        });
    }

    const around = document.getElementById('zooms');
    if (around) {
        zooms(around);
    }
    const time = document.getElementById('plots-time'), cycles = document.getElementById('plots-cycles');
    if (time) {
        drawOverTime(time);
    }
    const unequal = document.getElementById('spans');
    if (unequal && uneven) {
        spans(unequal, time);
    }
    if (cycles) {
        drawCycles(cycles);
    }
    window.addEventListener('resize', resize);
    window.addEventListener('beforeprint', () => {
        plots.forEach(p => p.plot.setSize({width: p.holder.parentElement.className === 'grid2' ? 320 : 670, height: p.plot.height}));
    });
    window.addEventListener('afterprint', resize);
    document.documentElement.dataset.drawn = String(plots.length);
}());
