// Packs the extension with the server of one platform: node bundle.mjs PROGRAM TARGET, where TARGET is VS Code's name of the platform (linux-x64, win32-x64, darwin-arm64).
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

const [program, target] = process.argv.slice(2);
if (!program || !target) {
  console.error('usage: node bundle.mjs PROGRAM TARGET');
  process.exit(2);
}

const bin = join(import.meta.dirname, 'bin');
rmSync(bin, { recursive: true, force: true });
mkdirSync(bin);
const copy = join(bin, basename(program));
copyFileSync(program, copy);
chmodSync(copy, 0o755);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const run = (command, args) => {
  const { status } = spawnSync(command, args, { cwd: import.meta.dirname, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
};
run(npm, ['run', '--silent', 'build']);
run(npm, ['exec', '--', 'vsce', 'package', '--no-dependencies', '--target', target, '--out', `traininglint-${target}.vsix`]);
rmSync(bin, { recursive: true });
