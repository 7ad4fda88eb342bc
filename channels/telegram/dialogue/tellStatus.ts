import type { Context } from 'grammy';
import type { OwnRequest } from '../../../core/channel.ts';
import type { Language } from '../../../core/i18n.ts';
import { threadOf } from '../inbound/thread.ts';
import { splitText } from '../outbound/splitText.ts';
import { personLanguage, texts } from '../texts.ts';
import type { Speaker } from './createDialogue.ts';

/** States of a request in a customer's words; the house may have others. */
const STATUS_WORDS = new Map([
  ['NEW', 'statusNew'],
  ['TRIAGE', 'statusTriage'],
  ['ORDERING', 'statusOrdering'],
  ['IN_PROGRESS', 'statusInProgress'],
] as const);

/**
 * Lists a person's open requests, those the house lets him see.
 * @throws whatever the Bot API answered, or the house, after the person was told to come again.
 */
export async function tellStatus(ctx: Context, speaker: Speaker): Promise<void> {
  const { message, from } = ctx;
  if (!message || !from) return;
  const language = personLanguage(from.language_code);
  const asker = { account: speaker.account, identity: String(from.id), thread: threadOf(message) };
  const say = async (text: string) => {
    for (const part of splitText(text)) await ctx.reply(part);
  };
  let requests: OwnRequest[];
  try {
    requests = await speaker.deps.listOwnRequests(asker);
  } catch (error) {
    await say(texts(language)('statusAway'));
    throw error;
  }
  await say(describeRequests(requests, language));
}

function describeRequests(requests: OwnRequest[], language: Language): string {
  const t = texts(language);
  if (requests.length === 0) return t('statusNone');
  return [t('statusHead'), ...requests.map((each) => describeRequest(each, language))].join('\n\n');
}

function describeRequest(request: OwnRequest, language: Language): string {
  const t = texts(language);
  const word = STATUS_WORDS.get(request.status as 'NEW') ?? 'statusOther';
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(request.createdAt);
  const service = request.service?.[language] ?? t('statusNoService');
  return t('statusLine', { number: request.number, status: t(word), service, date });
}
