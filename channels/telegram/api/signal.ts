import type { Api, Transformer } from 'grammy';

type GrammySignal = NonNullable<Parameters<Api['getMe']>[0]>;

/** A signal in grammY's type, which names an older class; it uses what both have. */
export function toGrammySignal(signal: AbortSignal): GrammySignal {
  return signal as unknown as GrammySignal;
}

/** Has every call of an API client cut by a signal, unless the call has one of its own. */
export function cutBy(signal: AbortSignal): Transformer {
  return (call, method, payload, own) => call(method, payload, own ?? toGrammySignal(signal));
}
