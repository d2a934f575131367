import * as path from 'node:path';

/** How a program is started. */
export interface Invocation {
  readonly command: string;
  readonly args: string[];
}

/** Where the extension of one platform carries the server. */
export function bundledServer(extensionPath: string, platform: string): string {
  return path.join(extensionPath, 'bin', platform === 'win32' ? 'traininglint.exe' : 'traininglint');
}

/**
 * The program to start: what the settings name, else the server that the extension carries, else the tool on the path. A library is started
 * through dotnet.
 */
export function invocationOf(setting: string | undefined, bundled?: string): Invocation {
  const named = setting?.trim() || bundled || 'traininglint';
  return named.toLowerCase().endsWith('.dll') ? { command: 'dotnet', args: [named, 'lsp'] } : { command: named, args: ['lsp'] };
}

/** What to tell somebody whose tool does not start. */
export function startFailure(invocation: Invocation, problem: unknown): string {
  const isMissing = (problem as NodeJS.ErrnoException | undefined)?.code === 'ENOENT' || /ENOENT/.test(String(problem));
  const program = path.basename(invocation.command);
  return isMissing
    ? `TrainingLint: there is no program '${program}'. This extension carries none for your platform: install it with 'pip install traininglint', or set traininglint.command.`
    : `TrainingLint: '${program}' does not start; the output channel says why.`;
}

/** The settings that the server understands. */
export interface ServerSettings {
  minimumSeverity: string;
  inlayHints: boolean;
  workspace: boolean;
  baseline?: string;
}

/** The settings that the server understands, from those of the editor. */
export function serverSettings(get: <T>(name: string) => T | undefined): ServerSettings {
  return {
    minimumSeverity: get<string>('minimumSeverity') ?? 'info',
    inlayHints: get<boolean>('inlayHints') ?? false,
    workspace: get<boolean>('workspace') ?? false,
    baseline: get<string>('baseline') ?? '',
  };
}
