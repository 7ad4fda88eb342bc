import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Language } from '../../core/i18n.ts';
import { NO_PROPOSALS, type Proposals } from '../../core/mass-incident/readProposals.ts';
import type { Person, SessionEnv } from '../session/index.ts';
import { type Flash, takeFlash } from './layout/flash.ts';
import { type Texts, textsIn } from './texts.ts';

/** Hono's context of the console: who is signed in, how many requests wait for triage, what a file is sent under. */
export interface ConsoleEnv {
  Variables: SessionEnv['Variables'] & {
    waiting: number;
    proposals: Proposals;
    fileHeaders?: Record<string, string>;
  };
}

/** What every page needs beyond its own data. */
export interface Page {
  t: Texts;
  language: Language;
  /** Chosen by the person; null follows the system. */
  theme: 'light' | 'dark' | null;
  person: Person | null;
  /** Path with query, for parts that refresh themselves and for coming back. */
  here: string;
  /** Requests in triage, at most {@link WAITING_SHOWN} + 1. */
  waiting: number;
  /** Proposed mass incidents; none for whoever decides on none. */
  proposals: Proposals;
  sandboxUrl: string | null;
  assetUrl(name: string): string;
  flash: Flash | null;
  now: Date;
}

/** The language a person chose; Russian unless he did. */
function languageOf(c: Context): Language {
  return getCookie(c, 'lang') === 'en' ? 'en' : 'ru';
}

/** Gathers what every page needs from the request. */
export type PageOf = (c: Context<ConsoleEnv>) => Page;

/**
 * @param options.assetUrl answers the address of a built file.
 * @param options.sandboxUrl of the simulator page, where there is one.
 */
export function createPageOf(options: Pick<Page, 'assetUrl' | 'sandboxUrl'>): PageOf {
  return (c) => {
    const language = languageOf(c);
    const { pathname, search } = new URL(c.req.url);
    const theme = getCookie(c, 'theme');
    return {
      ...options,
      t: textsIn(language),
      language,
      theme: theme === 'light' || theme === 'dark' ? theme : null,
      person: c.get('person') ?? null,
      here: pathname + search,
      waiting: c.get('waiting') ?? 0,
      proposals: c.get('proposals') ?? NO_PROPOSALS,
      flash: c.req.header('hx-request') ? null : takeFlash(c),
      now: new Date(),
    };
  };
}
