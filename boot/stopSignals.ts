/** How often we look whether whoever started us is still there. */
const PARENT_EVERY_MS = 250;

/**
 * Resolves once, with the reason, when the process is asked to stop: SIGINT, SIGTERM, or the end of the `npm start`
 * that it runs under (npm killed with -9 passes nothing on, and a house nobody can see must not keep the port).
 * Further signals change nothing: under npm a Ctrl-C arrives twice.
 */
export function stopAsked(env: Record<string, string | undefined>): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve(signal));
    if (env.npm_lifecycle_event !== 'start') return;
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      resolve('the end of npm');
    }, PARENT_EVERY_MS);
    watch.unref();
  });
}
