import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const GRAVE: readonly unknown[] = ['serious', 'critical'];

/** What of a page a person with a screen reader, a keyboard or weak eyes stumbles over badly; empty is well. */
export async function graveViolations(page: Page): Promise<string[]> {
  // Evaluated and not added as a script: the page's policy rightly refuses those.
  await page.evaluate(AXE);
  const results = await page.evaluate<AxeResults>('axe.run()');
  return results.violations
    .filter((violation) => GRAVE.includes(violation.impact))
    .flatMap((violation) =>
      violation.nodes.map(
        (node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`,
      ),
    );
}

/** By how many pixels the page is wider than its window; 0 is well. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>(
    'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)',
  );
}
