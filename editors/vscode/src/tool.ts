import * as path from 'node:path';

/** How a program is started. */
export interface Invocation {
  readonly command: string;
  readonly args: string[];
}

/** Turns the setting that names the tool into the program to start; a library is started through dotnet. */
export function invocationOf(setting: string | undefined): Invocation {
  const named = setting?.trim() || 'traininglint';
  return named.toLowerCase().endsWith('.dll') ? { command: 'dotnet', args: [named, 'lsp'] } : { command: named, args: ['lsp'] };
}

/** What to tell somebody whose tool does not start. */
export function startFailure(invocation: Invocation, problem: unknown): string {
  const isMissing = (problem as NodeJS.ErrnoException | undefined)?.code === 'ENOENT' || /ENOENT/.test(String(problem));
  const program = path.basename(invocation.command);
  return isMissing
    ? `TrainingLint: there is no program '${program}'. Install it with 'dotnet tool install --global TrainingLint.Cli', or set traininglint.command.`
    : `TrainingLint: '${program}' does not start; the output channel says why.`;
}

/** The settings that the server understands, from those of the editor. */
export function serverSettings(get: <T>(name: string) => T | undefined): { minimumSeverity: string; inlayHints: boolean } {
  return { minimumSeverity: get<string>('minimumSeverity') ?? 'info', inlayHints: get<boolean>('inlayHints') ?? false };
}
