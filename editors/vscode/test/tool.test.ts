import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { invocationOf, serverSettings, startFailure } from '../src/tool';

test('without a setting, the tool on the path is started', () => {
  assert.deepEqual(invocationOf(undefined), { command: 'traininglint', args: ['lsp'] });
  assert.deepEqual(invocationOf('  '), { command: 'traininglint', args: ['lsp'] });
});

test('a library is started through dotnet', () => {
  assert.deepEqual(invocationOf('/opt/traininglint.dll'), { command: 'dotnet', args: ['/opt/traininglint.dll', 'lsp'] });
});

test('a missing program is explained with how to install it', () => {
  const problem = Object.assign(new Error('spawn'), { code: 'ENOENT' });
  assert.match(startFailure({ command: 'traininglint', args: [] }, problem), /dotnet tool install/);
  assert.doesNotMatch(startFailure({ command: 'traininglint', args: [] }, new Error('crash')), /install/);
});

test('settings have the defaults of the server', () => {
  assert.deepEqual(serverSettings(() => undefined), { minimumSeverity: 'info', inlayHints: false });
});

test('the invocation starts a server that greets', { skip: !process.env.TRAININGLINT_DLL, timeout: 20_000 }, async () => {
  const { command, args } = invocationOf(process.env.TRAININGLINT_DLL);
  const server = spawn(command, args);
  const ended = new Promise<number | null>(resolve => server.once('exit', resolve));
  try {
    let said = '';
    const greeted = new Promise<void>(resolve => server.stdout.on('data', data => (said += String(data)).includes('"serverInfo":{"name":"traininglint"') && resolve()));
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    await greeted;
    server.stdin.end();
    assert.equal(await ended, 1);
  } finally {
    server.kill();
  }
});
