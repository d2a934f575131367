/** What the server says of a document. */
export interface DialectAnswer {
  readonly isTraining: boolean;
  readonly dialect?: string;
  readonly dialects: string[];
}

/** What stands in the status bar; undefined hides it. */
export function statusOf(answer: DialectAnswer | null | undefined): { text: string; tooltip: string } | undefined {
  return !answer ? undefined
    : answer.isTraining && answer.dialect ? { text: `$(beaker) ${answer.dialect}`, tooltip: `TrainingLint reads this file as ${answer.dialect}. Choose another dialect.` }
    : { text: '$(beaker) no training', tooltip: 'TrainingLint sees no training settings in this file. Choose a dialect if it is wrong.' };
}

const telling = /^([ \t]*)#[ \t]*traininglint:[ \t]*dialect=[\w.+-]+[ \t]*$/m;

/** An edit that tells the server the dialect of a text in a comment: where it stands already it is replaced. */
export function commentEdit(text: string, dialect: string): { start: number; end: number; text: string } {
  const line = `# traininglint: dialect=${dialect}`;
  const found = telling.exec(text);
  if (found) {
    return { start: found.index, end: found.index + found[0].length, text: found[1] + line };
  }

  // A program's first line may name its interpreter.
  const start = text.startsWith('#!') ? text.indexOf('\n') + 1 || text.length : 0;
  return { start, end: start, text: line + (text.includes('\r\n') ? '\r\n' : '\n') };
}

/** JSON has no comments. */
export function takesComments(language: string): boolean {
  return language !== 'json' && language !== 'jsonc';
}
