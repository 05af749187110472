// Fails where the script that the first view needs is over its budget. Part of the build.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = 45 * 1024;
const dist = new URL('../dist/', import.meta.url);
const page = readFileSync(new URL('index.html', dist), 'utf8');
// The entry, and what it imports statically: the page names both.
const first = new Set([...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map((match) => match[1]));
if (first.size === 0) {
  throw new Error('dist/index.html names no script: has the way that the build writes it changed?');
}

const scripts = readdirSync(new URL('assets/', dist))
  .filter((name) => name.endsWith('.js'))
  .map((name) => `assets/${name}`)
  .map((file) => ({ file, first: first.has(file), bytes: gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length }));
/** @param {{ bytes: number }[]} files */
const total = (files) => files.reduce((sum, { bytes }) => sum + bytes, 0);

for (const script of scripts) {
  console.log(`${String(script.bytes).padStart(7)} B gzip  ${script.file}${script.first ? '  (first view)' : ''}`);
}
const bytes = total(scripts.filter((script) => script.first));
console.log(`First view: ${bytes} of ${budget} B gzip; all scripts: ${total(scripts)} B gzip.`);
if (bytes > budget) {
  console.error(`The first view's script is ${bytes - budget} B over its budget: load a part of it later, or leave a library out.`);
  process.exitCode = 1;
}
