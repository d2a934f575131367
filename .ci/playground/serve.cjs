// A folder over HTTP, with the packed form of a file where there is one, as static hosts do it.
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const types = {
  '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.wasm': 'application/wasm', '.dat': 'application/octet-stream', '.woff2': 'font/woff2',
};

// Counts what it sends by the first folder of the address.
exports.serve = folder => new Promise(resolve => {
  const root = path.resolve(folder);
  const sent = {};
  const server = http.createServer((request, response) => {
    let name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    name += name.endsWith('/') ? 'index.html' : '';
    const file = path.join(root, path.normalize(name));
    if (!file.startsWith(root + path.sep) || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    const isPacked = fs.existsSync(file + '.br');
    const bytes = fs.readFileSync(isPacked ? file + '.br' : file);
    const place = name.split('/')[1];
    sent[place] = (sent[place] ?? 0) + bytes.length;
    response.writeHead(200, {
      'content-type': types[path.extname(file)] ?? 'application/octet-stream', 'content-length': bytes.length, ...(isPacked ? { 'content-encoding': 'br' } : {}),
    });
    response.end(bytes);
  });
  server.listen(0, '127.0.0.1', () => resolve({ address: `http://127.0.0.1:${server.address().port}`, sent, close: () => server.close() }));
});
