import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { commentEdit, statusOf, takesComments } from '../src/dialect';
import { mayTrain } from '../src/marks';
import { bundledServer, invocationOf, serverSettings, startFailure } from '../src/tool';

test('without a setting, the tool on the path is started', () => {
  assert.deepEqual(invocationOf(undefined), { command: 'traininglint', args: ['lsp'] });
  assert.deepEqual(invocationOf('  '), { command: 'traininglint', args: ['lsp'] });
});

test('the server that the extension carries goes before the path, and a setting before both', () => {
  const bundled = bundledServer('/ext', 'linux');
  assert.equal(bundled, '/ext/bin/traininglint');
  assert.match(bundledServer('/ext', 'win32'), /traininglint\.exe$/);
  assert.deepEqual(invocationOf('', bundled), { command: bundled, args: ['lsp'] });
  assert.deepEqual(invocationOf('mine', bundled), { command: 'mine', args: ['lsp'] });
});

test('a library is started through dotnet', () => {
  assert.deepEqual(invocationOf('/opt/traininglint.dll'), { command: 'dotnet', args: ['/opt/traininglint.dll', 'lsp'] });
});

test('a missing program is explained with how to install it', () => {
  const problem = Object.assign(new Error('spawn'), { code: 'ENOENT' });
  assert.match(startFailure({ command: 'traininglint', args: [] }, problem), /pip install traininglint/);
  assert.doesNotMatch(startFailure({ command: 'traininglint', args: [] }, new Error('crash')), /install/);
});

test('settings have the defaults of the server', () => {
  assert.deepEqual(serverSettings(() => undefined), { minimumSeverity: 'info', inlayHints: false, workspace: false, baseline: '' });
});

test('only files with marks of a training wake the server', () => {
  assert.ok(mayTrain('yaml', 'optimizer:\n  name: sgd\n'));
  assert.ok(mayTrain('python', 'torch.optim.SGD(p, lr=0.1)'));
  assert.ok(mayTrain('shellscript', 'python train.py --learning_rate 1e-4'));
  assert.ok(!mayTrain('yaml', 'services:\n  web:\n    image: nginx\n'));
  assert.ok(!mayTrain('python', 'print("hello")'));
  assert.ok(!mayTrain('json', '{"name": "app", "version": "1.0.0"}'));
});

test('the status names the dialect, or that there is none', () => {
  assert.equal(statusOf(undefined), undefined);
  assert.match(statusOf({ isTraining: true, dialect: 'axolotl', dialects: [] })!.text, /axolotl/);
  assert.match(statusOf({ isTraining: false, dialects: [] })!.text, /no training/);
});

test('a chosen dialect becomes a comment, once', () => {
  const apply = (text: string, dialect: string) => {
    const edit = commentEdit(text, dialect);
    return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  };
  assert.equal(apply('lr: 1\n', 'axolotl'), '# traininglint: dialect=axolotl\nlr: 1\n');
  assert.equal(apply('# traininglint: dialect=axolotl\nlr: 1\n', 'trl'), '# traininglint: dialect=trl\nlr: 1\n');
  assert.equal(apply('#!/bin/sh\ntrain\n', 'trl'), '#!/bin/sh\n# traininglint: dialect=trl\ntrain\n');
  assert.ok(!takesComments('json') && takesComments('yaml'));
});

test('the server says as what it reads a document', { skip: !process.env.TRAININGLINT_DLL, timeout: 60_000 }, async () => {
  const { command, args } = invocationOf(process.env.TRAININGLINT_DLL);
  const server = spawn(command, args);
  try {
    let said = '';
    server.stdout.on('data', data => (said += String(data)));
    const say = (message: object) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    const textDocument = { uri: 'file:///project/train.yaml', languageId: 'yaml', version: 1, text: '# traininglint: dialect=axolotl\nlearning_rate: 2e-5\n' };
    say({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    say({ method: 'initialized', params: {} });
    say({ method: 'textDocument/didOpen', params: { textDocument } });
    say({ id: 2, method: 'traininglint/dialect', params: { textDocument: { uri: textDocument.uri } } });
    while (!said.includes('"id":2')) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    assert.match(said, /"dialect":"axolotl"/);
  } finally {
    server.kill();
  }
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
