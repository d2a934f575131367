/**
 * Whether a text may configure a training, by words that every such file has. It keeps the server from being started, and from being told
 * of every script, in a project that trains nothing; the server itself looks closer.
 */
export function mayTrain(language: string, text: string): boolean {
  const head = text.slice(0, 400_000);
  const marks = language === 'yaml' || language === 'json' || language === 'jsonc' ? settings : programs;
  return marks.test(head);
}

const settings = /\b(?:lr|lr0|.*learning_?rate\w*|base_lr|optim\w*|epochs?|max_?steps|max_iter\w*|batch_?size|\w*scheduler|warmup\w*|weight_decay|_BASE_|_base_|defaults|traininglint)\b/i;
const programs = /optim|learning_?rate|\blr\b|lr_scheduler|TrainingArguments|traininglint/i;

/** The languages that the server reads. */
export const languages = ['yaml', 'json', 'jsonc', 'toml', 'python', 'shellscript'];
