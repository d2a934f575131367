import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { LanguageClient, LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import { commentEdit, DialectAnswer, statusOf, takesComments } from './dialect';
import { languages, mayTrain } from './marks';
import { bundledServer, Invocation, invocationOf, serverSettings, startFailure } from './tool';

let client: LanguageClient | undefined;
let starting: Promise<void> | undefined;
let status: vscode.StatusBarItem;
let answer: DialectAnswer | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('TrainingLint');
  status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Right, 90);
  status.command = 'traininglint.chooseDialect';
  status.name = 'TrainingLint';
  const begin = () => (starting ??= start(context, output));
  const restart = async () => {
    await stop();
    await begin();
    await showDialect();
  };
  context.subscriptions.push(
    output,
    status,
    vscode.commands.registerCommand('traininglint.restart', restart),
    vscode.commands.registerCommand('traininglint.chooseDialect', chooseDialect),
    vscode.commands.registerCommand('traininglint.checkWorkspace', async () => {
      await begin();
      await client?.sendRequest('workspace/executeCommand', { command: 'traininglint.lintWorkspace' });
    }),
    vscode.workspace.onDidChangeConfiguration(async change => {
      if (change.affectsConfiguration('traininglint.command')) {
        await restart();
      } else if (change.affectsConfiguration('traininglint')) {
        await client?.sendNotification('workspace/didChangeConfiguration', { settings: { traininglint: settings() } });
      }
    }),
    vscode.workspace.onDidOpenTextDocument(document => startFor(document, begin)),
    vscode.workspace.onDidSaveTextDocument(document => startFor(document, begin)),
    vscode.window.onDidChangeActiveTextEditor(() => showDialect()),
    vscode.languages.onDidChangeDiagnostics(() => showDialect()),
  );
  vscode.workspace.textDocuments.forEach(document => startFor(document, begin));
  if (settings().workspace) {
    void begin();
  }
}

export async function deactivate(): Promise<void> {
  await stop();
}

// A project that trains nothing pays for no server.
function startFor(document: vscode.TextDocument, begin: () => Promise<void>): void {
  if (languages.includes(document.languageId) && mayTrain(document.languageId, document.getText())) {
    void begin().then(showDialect);
  }
}

async function start(context: vscode.ExtensionContext, output: vscode.OutputChannel): Promise<void> {
  const invocation = serverOf(context);
  const server: ServerOptions = { command: invocation.command, args: invocation.args };
  const options: LanguageClientOptions = {
    documentSelector: languages.flatMap(language => [
      { scheme: 'file', language },
      { scheme: 'untitled', language },
    ]),
    outputChannel: output,
    initializationOptions: settings(),
  };
  client = new LanguageClient('traininglint', 'TrainingLint', server, options);
  try {
    await client.start();
  } catch (problem) {
    client = undefined;
    void vscode.window.showErrorMessage(startFailure(invocation, problem));
  }
}

// Until the workspace is trusted, the editor hands out only what the user's own settings say.
function serverOf(context: vscode.ExtensionContext): Invocation {
  const bundled = bundledServer(context.extensionPath, process.platform);
  return invocationOf(vscode.workspace.getConfiguration('traininglint').get<string>('command'), existsSync(bundled) ? bundled : undefined);
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  starting = undefined;
  status.hide();
  await running?.stop();
}

async function showDialect(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  answer = document && client?.isRunning() && languages.includes(document.languageId)
    ? (await client.sendRequest<DialectAnswer | null>('traininglint/dialect', { textDocument: { uri: document.uri.toString() } }).catch(() => null)) ?? undefined
    : undefined;
  const shown = statusOf(answer);
  if (!shown) {
    status.hide();
    return;
  }

  status.text = shown.text;
  status.tooltip = shown.tooltip;
  status.show();
}

async function chooseDialect(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !answer) {
    return;
  }

  if (!takesComments(editor.document.languageId)) {
    void vscode.window.showInformationMessage("JSON has no comments: name the dialect in traininglint.yaml, as 'dialect' under 'per-file'.");
    return;
  }

  const chosen = await vscode.window.showQuickPick(answer.dialects, { placeHolder: answer.dialect ? `Read as ${answer.dialect}` : 'Read as no training' });
  if (chosen) {
    const edit = commentEdit(editor.document.getText(), chosen);
    const range = new vscode.Range(editor.document.positionAt(edit.start), editor.document.positionAt(edit.end));
    await editor.edit(change => change.replace(range, edit.text));
  }
}

function settings(): ReturnType<typeof serverSettings> {
  const configuration = vscode.workspace.getConfiguration('traininglint');
  return serverSettings(name => configuration.get(name));
}
