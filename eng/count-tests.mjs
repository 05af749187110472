// Counts the tests of all runners and prints the one line "N passed, N failed[, N skipped]".
// Usage: node eng/count-tests.mjs FOLDER (*.trx of dotnet test, *.json of vitest)
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const totals = { passed: 0, failed: 0, skipped: 0 };

for (const name of readdirSync(folder)) {
  const text = () => readFileSync(join(folder, name), 'utf8');
  const counts = name.endsWith('.trx') ? countsOfTrx(text()) : name.endsWith('.json') ? countsOfVitest(JSON.parse(text())) : null;
  if (counts && counts.passed + counts.failed === 0) {
    console.error(`${name} ran no test.`);
    process.exitCode = 1;
  }

  for (const key of Object.keys(counts ?? {})) {
    totals[key] += counts[key];
  }
}

const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`);
if (totals.failed > 0 || totals.passed === 0) {
  process.exitCode = 1;
}

function countsOfTrx(xml) {
  const counters = /<Counters ([^>]*)\/>/.exec(xml)?.[1] ?? '';
  const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(counters)?.[1] ?? 0);
  const passed = count('passed');
  const failed = count('failed') + count('error') + count('timeout') + count('aborted');
  return { passed, failed, skipped: count('total') - passed - failed };
}

function countsOfVitest(report) {
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests };
}
