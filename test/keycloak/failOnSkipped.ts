import type { Reporter, TestModule } from 'vitest/node';

/** A test that did not run has proved nothing: the run fails, and names it. */
export default class FailOnSkipped implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const skipped = tests.filter((test) => test.result().state === 'skipped').map((test) => test.fullName);
    if (skipped.length === 0 && tests.length > 0) return;
    process.stderr.write(`not run:\n${skipped.join('\n')}\n`);
    process.exitCode = 1;
  }
}
