// Compresses plotly.js for the tool that carries it: node compress.cjs OUTPUT. The same input gives the same bytes.
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');

const script = fs.readFileSync(path.join(__dirname, 'node_modules', 'plotly.js-dist-min', 'plotly.min.js'));
const partial = process.argv[2] + '.' + process.pid;
fs.writeFileSync(partial, zlib.gzipSync(script, { level: 9 }));
fs.renameSync(partial, process.argv[2]);
