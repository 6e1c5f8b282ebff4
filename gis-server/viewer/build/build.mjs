// Checks the types and bundles the page: node build/build.mjs OUT_DIR STAMP_FILE
// Does nothing when everything it would be built from is as the stamp says.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [outDir, stamp] = process.argv.slice(2);
const sources = [
  'index.html',
  'account.html',
  'admin.html',
  'field.html',
  'counter.html',
  'check.html',
  'shelter.html',
  'safety.html',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  ...filesUnder('src'),
  ...filesUnder('build'),
];
const wanted = digest(sources);

if (!isBuilt()) {
  run('node_modules/typescript/bin/tsc', '--noEmit');
  run('node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '--outDir', outDir);
  writeFileSync(stamp, wanted);
}

function isBuilt() {
  return (
    existsSync(join(outDir, 'index.html')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted
  );
}

function run(...program) {
  const { status } = spawnSync(process.execPath, program, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
