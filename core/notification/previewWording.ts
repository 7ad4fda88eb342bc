import type { Outbound } from '../channel.ts';
import { sampleParams } from './checkWording.ts';
import type { WordingKey } from './noticeTemplates.ts';
import { renderNotice } from './texts.ts';

/** A notice as a person would read it. */
export interface WordingPreview {
  text: string;
  /** Parts the network carries (and bills) it in; null where the channel does not count. */
  segments: number | null;
}

const SERVICES = {
  ru: ['Нет доступа в интернет', 'Счёт и оплата'],
  en: ['No internet access', 'Bills and payments'],
};

/** Fills a wording in with made-up words. @param text a wording that is in order. */
export function previewWording(key: WordingKey, text: string, outbound: Outbound): WordingPreview {
  const { template, language } = key;
  const choices = SERVICES[language].map((label, index) => ({ id: `service:${index}`, label }));
  const rendered = renderNotice(
    { template, language, params: sampleParams(language), choices },
    outbound,
    text,
  );
  return { text: rendered, segments: outbound.countSegments?.(rendered) ?? null };
}
