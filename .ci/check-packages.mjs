// Packs every published package and checks the tarballs: publint for the manifest, arethetypeswrong for the types.
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const folders = globSync('{packages,adapters,apps}/*/package.json').map((file) => dirname(file));
const out = mkdtempSync(join(tmpdir(), 'quiz-sync-pack-'));
let failed = false;

function run(...command) {
  try {
    execFileSync('npm', ['exec', '--', ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    failed = true;
    process.stderr.write(`${command.join(' ')}\n${error.stdout}${error.stderr}\n`);
  }
}

for (const folder of folders) {
  const { name, private: unpublished } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (unpublished) continue;
  const packed = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', out, '-w', name], { encoding: 'utf8' }),
  );
  const tarball = join(out, (Array.isArray(packed) ? packed[0] : Object.values(packed)[0]).filename);
  run('publint', '--strict', tarball);
  // ESM only: what a CommonJS `require` would see is not ours to promise.
  run('attw', tarball, '--profile', 'esm-only', '--format', 'ascii');
  process.stdout.write(`checked ${name}\n`);
}
rmSync(out, { recursive: true, force: true });
if (failed) process.exit(1);
