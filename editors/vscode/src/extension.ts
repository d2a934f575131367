import * as vscode from 'vscode';
import { LanguageClient, LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import { invocationOf, serverSettings, startFailure } from './tool';

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('TrainingLint');
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand('traininglint.restart', () => restart(output)),
    vscode.workspace.onDidChangeConfiguration(async change => {
      if (change.affectsConfiguration('traininglint.command')) {
        await restart(output);
      } else if (change.affectsConfiguration('traininglint')) {
        await client?.sendNotification('workspace/didChangeConfiguration', { settings: { traininglint: settings() } });
      }
    }),
  );
  await start(output);
}

export async function deactivate(): Promise<void> {
  await stop();
}

async function restart(output: vscode.OutputChannel): Promise<void> {
  await stop();
  await start(output);
}

async function start(output: vscode.OutputChannel): Promise<void> {
  const invocation = invocationOf(vscode.workspace.getConfiguration('traininglint').get<string>('command'));
  const server: ServerOptions = { command: invocation.command, args: invocation.args };
  const options: LanguageClientOptions = {
    documentSelector: ['yaml', 'json', 'jsonc'].flatMap(language => [
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

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.stop();
}

function settings(): ReturnType<typeof serverSettings> {
  const configuration = vscode.workspace.getConfiguration('traininglint');
  return serverSettings(name => configuration.get(name));
}
