/**
 * Waits for work, but not for ever. The work itself goes on; what comes of it after that is nobody's.
 * @param late what is answered instead when the time is over; may throw.
 */
export async function withPatience<Result, Late>(
  work: Promise<Result>,
  ms: number,
  late: () => Late,
): Promise<Result | Late> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([work, over.then(late)]).finally(() => clearTimeout(timer));
}
