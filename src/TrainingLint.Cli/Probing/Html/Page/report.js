// Draws the figures of the page from the data that it carries. Nothing is loaded from anywhere.
(() => {
  'use strict';

  const figures = JSON.parse(document.getElementById('data').textContent);
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const seeds = ['blue', 'orange', 'green', 'purple', 'sky'];
  const seedColour = index => colour(seeds[index % seeds.length]);

  const isWide = values => {
    const positive = values.filter(value => value > 0);
    return positive.length > 1 && positive.length === values.filter(value => value !== null).length && Math.max(...positive) > 20 * Math.min(...positive);
  };

  const short = value => {
    const size = Math.abs(value);
    return size === 0 || (size >= 1e-3 && size < 1e5) ? Number(value.toPrecision(3)).toString() : Number(value.toPrecision(3)).toExponential();
  };

  const axis = (title, more) => ({
    title: { text: title, standoff: 8 },
    gridcolor: colour('grid'), linecolor: colour('line'), zeroline: false,
    ticks: 'outside', ticklen: 4, tickcolor: colour('line'), automargin: true, fixedrange: true,
    ...more,
  });
  // Round numbers where they fit, powers of ten over a wide range; never more than about eight.
  const logTicks = ([low, high]) => {
    const span = high - low;
    const every = Math.max(1, Math.ceil(span / 7));
    const steps = span < 0.7 ? [1, 1.5, 2, 3, 4, 5, 7] : span < 2.2 ? [1, 2, 5] : [1];
    const ticks = [];
    for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
      if (power % every === 0) {
        ticks.push(...steps.map(step => Number((step * 10 ** power).toPrecision(3))));
      }
    }
    return { tickmode: 'array', tickvals: ticks, ticktext: ticks.map(short) };
  };
  const logRange = values => {
    const positive = values.filter(value => value > 0);
    const [low, high] = [Math.log10(Math.min(...positive)), Math.log10(Math.max(...positive))];
    const room = 0.05 * (high - low) || 0.2;
    return [low - room, high + room];
  };
  const logAxis = (title, range) => axis(title, { type: 'log', range, ...logTicks(range) });

  const flat = (x, y, more) => ({
    font: { family: getComputedStyle(document.body).fontFamily, size: 12, color: colour('soft') },
    paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)',
    margin: { l: 48, r: 12, t: 28, b: 40 },
    legend: { orientation: 'h', x: 0, xanchor: 'left', y: 1.02, yanchor: 'bottom', font: { size: 12 } },
    hoverlabel: { bgcolor: colour('panel'), bordercolor: colour('line'), font: { color: colour('ink') } },
    hovermode: 'x unified', dragmode: false,
    ...(x && { xaxis: x, yaxis: y }), ...more,
  });

  const drawings = {
    loss(data) {
      const traces = [];
      const values = data.runs.flatMap(run => run.mean);
      data.runs.forEach((run, i) => {
        const name = 'seed ' + run.seed;
        if (run.each) {
          traces.push({ x: data.steps, y: run.each, mode: 'lines', line: { color: seedColour(i), width: 1 }, opacity: 0.3, hoverinfo: 'skip', showlegend: false });
        }
        traces.push({ x: data.steps, y: run.mean, name, mode: 'lines', line: { color: seedColour(i), width: 2 }, hovertemplate: name + ': %{y:.4g}<extra></extra>' });
      });
      const every = data.runs.flatMap(run => run.each || run.mean);
      const y = isWide(values) ? logAxis('loss', logRange(every)) : axis('loss');
      return { traces, layout: flat(axis('step'), y, { showlegend: data.runs.length > 1 }) };
    },

    schedule(data) {
      const values = [...data.rates, ...data.limits, ...data.measured];
      const traces = [
        { x: data.steps, y: data.limits, name: 'largest stable rate', mode: 'lines', line: { color: colour('orange'), width: 1.5, dash: 'dash' }, hovertemplate: 'limit %{y:.4g}<extra></extra>', connectgaps: false },
        { x: data.steps, y: data.rates.map(rate => rate > 0 ? rate : null), name: 'learning rate', mode: 'lines', line: { color: colour('blue'), width: 2 }, hovertemplate: 'rate %{y:.4g}<extra></extra>' },
        { x: data.measuredAt, y: data.measured, name: 'measured', mode: 'markers', marker: { color: colour('orange'), size: 6 }, error_y: { type: 'data', array: data.measuredError, color: colour('orange'), thickness: 1, width: 3 }, hovertemplate: 'measured %{y:.4g}<extra></extra>' },
      ];
      return { traces: data.measured.length ? traces : traces.slice(1, 2), layout: flat(axis('step'), logAxis('learning rate', logRange(values)), { showlegend: data.measured.length > 0 }) };
    },

    density(data) {
      const top = Math.log10(Math.max(...data.density));
      const mark = (x, text, anchor) => ({ x, y: 1, yref: 'paper', yanchor: 'bottom', xanchor: anchor, text, showarrow: false, font: { color: colour('orange'), size: 12 } });
      const rule = x => ({ type: 'line', x0: x, x1: x, y0: 0, y1: 1, yref: 'paper', line: { color: colour('orange'), width: 1, dash: 'dot' } });
      return {
        traces: [{ x: data.places, y: data.density, mode: 'lines', fill: 'tozeroy', line: { color: colour('blue'), width: 1.5 }, fillcolor: colour('blue') + '26', hovertemplate: 'density %{y:.3g} at %{x:.4g}<extra></extra>' }],
        layout: flat(axis('eigenvalue'), logAxis('share per unit', [top - data.decades, top + 0.3]), {
          hovermode: 'closest', shapes: [rule(data.smallest), rule(data.largest)],
          annotations: [mark(data.smallest, short(data.smallest), 'left'), mark(data.largest, short(data.largest), 'right')],
        }),
      };
    },

    escape(data) {
      const series = (part, name, tint, symbol) => ({
        x: part.radii, y: part.returned, text: part.counts, name, mode: 'lines+markers',
        line: { color: colour(tint), width: 1.5 }, marker: { color: colour(tint), size: 7, symbol },
        error_y: { type: 'data', symmetric: false, array: part.above, arrayminus: part.below, color: colour(tint), thickness: 1.2, width: 4 },
        hovertemplate: name + ': %{text}<extra></extra>',
      });
      const traces = [series(data.random, 'random directions', 'blue', 'circle')];
      if (data.sharpest.radii.length) {
        traces.push(series(data.sharpest, 'sharpest direction', 'orange', 'square'));
      }
      const half = data.half ? { x0: data.half, x1: data.half, y0: 0, y1: 1, yref: 'paper', type: 'line', line: { color: colour('soft'), width: 1, dash: 'dot' } } : null;
      const norms = [...data.random.radii, ...data.sharpest.radii];
      return {
        traces,
        layout: flat(logAxis('norm of the push', logRange(norms)), axis('share that returns', { range: [-0.03, 1.03], tickformat: '.0%' }), { shapes: half ? [half] : [], showlegend: traces.length > 1 }),
      };
    },

    matrix(data, index) {
      const quantity = data.quantities[Number(index)];
      const values = quantity.rows.flat().filter(value => value !== null);
      // What counts as the same stays pale, however little the others differ.
      const most = Math.max(...values, 4 * quantity.same) || 1;
      const cells = data.seeds.length <= 8 ? quantity.rows.flatMap((row, j) => row.map((value, i) => ({
        x: i, y: j, text: value === null ? '-' : short(value), showarrow: false,
        font: { size: 12, color: value !== null && value > 0.55 * most ? colour('paper') : colour('ink') },
      }))) : [];
      const names = { tickmode: 'array', tickvals: data.seeds.map((_, i) => i), ticktext: data.seeds, showgrid: false, ticks: '' };
      return {
        traces: [{ type: 'heatmap', z: quantity.rows, zmin: 0, zmax: most, xgap: 2, ygap: 2, colorscale: [[0, colour('panel')], [1, colour('blue')]], showscale: false, hovertemplate: '%{z:.4g}<extra></extra>' }],
        layout: flat(axis('', { ...names, constrain: 'domain' }), axis('', { ...names, autorange: 'reversed', scaleanchor: 'x', constrain: 'domain' }), { annotations: cells, hovermode: 'closest', title: { text: quantity.name, font: { size: 12 }, x: 0.5, y: 0.98, yanchor: 'top' } }),
      };
    },

    contour(data) {
      const [start, end, size] = data.levels;
      const bar = { tickvals: data.ticks, ticktext: data.tickLosses.map(loss => short(Number(loss.toPrecision(2)))), title: { text: 'loss', side: 'top' }, thickness: 10, len: 0.9, outlinewidth: 0, tickcolor: colour('line') };
      const text = data.losses.map(row => row.map(loss => loss === null ? 'none' : loss.toPrecision(4)));
      const path = width => ({ x: data.pathX, y: data.pathY, mode: 'lines', line: { width }, showlegend: false });
      const last = data.pathX.length - 1;
      const traces = [
        { type: 'contour', x: data.x, y: data.y, z: data.heights, text, colorscale: 'Viridis', contours: { start, end, size }, line: { width: 0.6, color: 'rgba(255,255,255,0.35)' }, colorbar: bar, hovertemplate: 'loss %{text}<extra></extra>' },
        { ...path(4), line: { width: 4, color: 'rgba(0,0,0,0.55)' }, hoverinfo: 'skip' },
        { ...path(2), line: { width: 2, color: '#ffffff' }, text: data.pathSteps, hovertemplate: 'step %{text}<extra></extra>' },
        { x: [data.pathX[0]], y: [data.pathY[0]], mode: 'markers', marker: { symbol: 'circle', size: 9, color: '#ffffff', line: { color: '#000000', width: 1.5 } }, hovertemplate: 'start<extra></extra>', showlegend: false },
        { x: data.endX, y: data.endY, mode: data.endX.length > 1 ? 'markers+text' : 'markers', text: data.endNames, textposition: 'top center', textfont: { color: '#ffffff', size: 12, shadow: '0 0 3px #000, 0 0 3px #000' }, marker: { symbol: 'star', size: 13, color: '#ffb000', line: { color: '#000000', width: 1 } }, hovertemplate: 'end of %{text}<extra></extra>', showlegend: false },
      ];
      const square = { zeroline: false, constrain: 'domain', showgrid: false };
      return {
        traces: last >= 0 ? traces : [traces[0], traces[4]],
        layout: flat(axis(data.across, { ...square, range: [data.x[0], data.x[data.x.length - 1]] }), axis(data.up, { ...square, range: [data.y[0], data.y[data.y.length - 1]], scaleanchor: 'x' }), { hovermode: 'closest' }),
      };
    },

    surface(data) {
      const inside = data.pathHeights.map((height, i) => height === null ? -1 : i).filter(i => i >= 0);
      const lift = 0.01 * (data.levels[1] - data.levels[0]);
      const side = title => ({ title: { text: title, font: { size: 11 } }, gridcolor: colour('grid'), linecolor: colour('line'), zeroline: false, showbackground: false, color: colour('soft'), tickfont: { size: 10 }, nticks: 5 });
      return {
        traces: [
          { type: 'surface', x: data.x, y: data.y, z: data.heights, colorscale: 'Viridis', cmin: data.levels[0], cmax: data.levels[1], showscale: false, hoverinfo: 'skip', lighting: { ambient: 0.75, diffuse: 0.6, specular: 0.05, roughness: 0.9 }, contours: { x: { highlight: false }, y: { highlight: false }, z: { highlight: false } } },
          { type: 'scatter3d', x: inside.map(i => data.pathX[i]), y: inside.map(i => data.pathY[i]), z: inside.map(i => data.pathHeights[i] + lift), mode: 'lines', line: { color: colour('orange'), width: 6 }, hoverinfo: 'skip', showlegend: false },
          { type: 'scatter3d', x: data.endX, y: data.endY, z: data.endHeights.map(height => height + lift), mode: 'markers', marker: { symbol: 'diamond', size: 5, color: '#ffb000', line: { color: '#000000', width: 1 } }, hoverinfo: 'skip', showlegend: false },
        ],
        layout: {
          ...flat(), margin: { l: 0, r: 0, t: 0, b: 0 }, dragmode: 'turntable',
          scene: {
            xaxis: side('right'), yaxis: side('up'),
            zaxis: { ...side('loss'), tickvals: data.ticks, ticktext: data.tickLosses.map(loss => short(Number(loss.toPrecision(2)))) },
            aspectmode: 'manual', aspectratio: { x: 1, y: 1, z: 0.65 }, camera: { eye: { x: 1.4, y: -1.5, z: 1.05 }, center: { x: 0, y: 0, z: -0.12 } },
          },
        },
      };
    },

    slice(data, index) {
      const line = data.slices[Number(index)];
      const shown = line.losses.filter(loss => loss !== null);
      const [low, high] = [Math.min(...shown), Math.max(...shown)];
      const room = 0.08 * (high - low) || 1;
      return {
        traces: [
          { x: line.offsets, y: line.losses, name: 'loss', mode: 'lines', line: { color: colour('blue'), width: 2 }, hovertemplate: 'loss %{y:.4g}<extra></extra>' },
          { x: line.offsets, y: line.quadratic, name: 'parabola', mode: 'lines', line: { color: colour('orange'), width: 1.5, dash: 'dash' }, hovertemplate: 'parabola %{y:.4g}<extra></extra>' },
        ],
        layout: flat(axis(line.name), axis('loss', { range: [low - room, high + room] })),
      };
    },
  };

  async function unpack(element) {
    const bytes = Uint8Array.from(atob(element.textContent.trim()), letter => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    const script = document.createElement('script');
    script.textContent = await new Response(stream).text();
    document.head.append(script);
    element.remove();
  }

  async function draw(place) {
    const [name, part] = place.dataset.draw.split(':');
    try {
      const { traces, layout } = drawings[name](figures[place.dataset.figure], part);
      await window.Plotly.react(place, traces, layout, { displayModeBar: false, responsive: true, scrollZoom: false, showTips: false });
      place.dataset.state = 'drawn';
    } catch (failure) {
      console.error(place.dataset.figure + ': ' + failure);
      place.dataset.state = 'failed';
    }
  }

  async function drawAll() {
    document.documentElement.dataset.report = 'drawing';
    for (const place of document.querySelectorAll('.plot')) {
      await draw(place);
    }
    document.documentElement.dataset.report = 'drawn';
  }

  function showTables(reason) {
    document.body.classList.add('no-pictures');
    document.querySelectorAll('figure details').forEach(table => { table.open = true; });
    const notice = document.getElementById('no-pictures');
    notice.textContent = reason;
    notice.hidden = false;
    document.documentElement.dataset.report = 'tables';
  }

  async function start() {
    const packed = document.getElementById('plotly');
    if (packed.textContent.trim() === '') {
      showTables('The pictures are missing: this build of traininglint was made without npm, which plotly.js comes from. The tables below hold the same numbers.');
      return;
    }
    if (!('DecompressionStream' in window)) {
      showTables('The pictures are missing: this browser is too old to unpack them. The tables below hold the same numbers.');
      return;
    }
    await unpack(packed);
    await drawAll();
    dark.addEventListener('change', drawAll);
  }

  start();
})();
