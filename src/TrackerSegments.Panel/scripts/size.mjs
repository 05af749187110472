// Fails where the script that the first view needs is over its budget. Run after `npm run build`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = 45 * 1024;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const sizeOf = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;

function withImports(name, seen = new Set()) {
  if (!seen.has(name)) {
    seen.add(name);
    manifest[name].imports?.forEach((other) => withImports(other, seen));
  }
  return seen;
}

const first = [...withImports('index.html')].map((name) => manifest[name].file);
const scripts = new Set(Object.values(manifest).map((entry) => entry.file).filter((file) => file.endsWith('.js')));
const total = (files) => [...files].reduce((sum, file) => sum + sizeOf(file), 0);

for (const file of scripts) {
  console.log(`${String(sizeOf(file)).padStart(7)} B gzip  ${file}${first.includes(file) ? '  (first view)' : ''}`);
}
const bytes = total(first);
console.log(`First view: ${bytes} of ${budget} B gzip; all scripts: ${total(scripts)} B gzip.`);
if (bytes > budget) {
  console.error(`The first view's script is ${bytes - budget} B over its budget: load a part of it later, or leave a library out.`);
  process.exitCode = 1;
}
