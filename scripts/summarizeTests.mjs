import { readFileSync } from 'node:fs';

/** Closes a CI run with the plain figures, and fails when a test that should run was skipped. */
const report = JSON.parse(readFileSync('coverage/tests.json', 'utf8'));
const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = report;
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
if (failed > 0 || skipped > 0 || passed === 0) {
  const names = report.testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => test.status !== 'passed')
    .map((test) => test.fullName);
  process.stderr.write(`not passed:\n${names.join('\n')}\n`);
  process.exitCode = 1;
}
