import {
  ALICE,
  choice,
  contact,
  dialogue,
  file,
  ignored,
  inGroup,
  type Outcome,
  place,
  poison,
} from './corpus.fixture.ts';

const CARD = '[контакт] Пётр 79160000007';
const STARS = 'rate:0190a000-0000-7000-8000-0000000000aa:5';
const THANKS = ['sendMessage'];
const ANSWERED = ['answerCallbackQuery'];

/** What each update of the corpus becomes. */
export const outcomes: Record<string, Outcome> = {
  text: contact({ text: 'Не работает интернет с утра' }),
  'text-english': contact({ ...ALICE, text: 'No internet since this morning' }),
  'text-emoji': contact({ text: 'Пропал сигнал 😡👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿' }),
  'text-rtl': contact({ text: 'الإنترنت لا يعمل \u202eabc\u202c מאז הבוקר' }),
  'text-oddities': contact({ text: 'Не работает\u0001\u200b\ufeff\ufffd роутер\r\n' }),
  'text-longest': contact({ text: 'Не работает! '.repeat(400).slice(0, 4096) }),
  'text-link': contact({ text: 'Смотрите https://example.org/speedtest' }),
  'text-reply': contact({ text: 'Да, всё ещё не работает' }),
  'text-private-topic': contact({ thread: '500100200:4411', text: 'Вопрос по счёту' }),
  'huge-ids': contact({
    thread: '4503599627370495',
    address: '4503599627370495',
    identity: '4503599627370495',
    language: null,
    text: 'Я из будущего',
  }),
  'no-language': contact({
    thread: '500100400',
    address: '500100400',
    identity: '500100400',
    language: null,
    text: 'Нет связи',
  }),
  edited: contact({ text: '[исправлено] Не работает интернет и ТВ' }),
  'edited-caption': contact({
    text: '[исправлено] Роутер, экран',
    ...file('photo', 'AgACAgIAAxkBAAIBedit', 84021),
  }),
  'forwarded-text-user': contact({ text: 'No internet at our place' }),
  'forwarded-text-hidden-user': contact({ text: 'Свет моргает' }),
  'forwarded-text-channel': contact({ text: 'Авария на линии' }),
  'unknown-command': contact({ text: '/price интернет' }),

  photo: contact({ text: '[фото]', ...file('photo', 'AgACAgIAAxkBAAIC', 84021) }),
  'photo-caption': contact({
    text: 'Вот что на экране роутера',
    ...file('photo', 'AgACAgIAAxkBAAIC', 84021),
  }),
  'album-first': contact({ text: 'Два снимка роутера', ...file('photo', 'AgACAgIAAxkBAAIA1x', 184021) }),
  'album-second': contact({ text: '[фото]', ...file('photo', 'AgACAgIAAxkBAAIA2x', 190233) }),
  'live-photo': contact({ text: '[фото]', ...file('photo', 'AgACAgIAAxkBAAIBlpx', 120233) }),
  voice: contact({
    text: '[голосовое сообщение]',
    ...file('voice', 'AwACAgIAAxkBAAID', 31230, null, 'audio/ogg'),
  }),
  audio: contact({
    text: '[аудио]',
    ...file('audio', 'CQACAgIAAxkBAAIBaudio', 3897211, 'шум-в-трубке.mp3', 'audio/mpeg'),
  }),
  video: contact({
    text: 'Мигает индикатор',
    ...file('video', 'BAACAgIAAxkBAAIBvideo', 9214011, 'IMG_0042.MOV', 'video/quicktime'),
  }),
  'video-note': contact({ text: '[видеосообщение]', ...file('video', 'DQACAgIAAxkBAAIBround', 812344) }),
  animation: contact({
    text: '[анимация]',
    ...file('video', 'CgACAgIAAxkBAAIBanim', 245122, 'giphy.mp4', 'video/mp4'),
  }),
  document: contact({
    text: 'Договор',
    ...file('document', 'BQACAgIAAxkBAAIBdoc', 184233, 'договор №17.pdf', 'application/pdf'),
  }),
  'document-large': contact({
    text: '[файл]',
    ...file('document', 'BQACAgIAAxkBAAIBhuge', 1887436800, 'router-dump.bin', 'application/octet-stream'),
  }),
  location: contact({ text: '[место на карте]', ...place(55.751244, 37.618423) }),
  'live-location': contact({ text: '[место на карте]', ...place(55.751244, 37.618423) }),
  venue: contact({ text: '[место на карте] Почта, Мясницкая, 26', ...place(55.76, 37.61) }),
  sticker: contact({ text: '[стикер] 😡' }),
  'message-poll': contact({ text: '[опрос]' }),
  dice: contact({ text: '[сообщение без текста]' }),
  story: contact({ text: '[сообщение без текста]' }),
  'paid-media': contact({ text: '[сообщение без текста]' }),
  'rich-message': contact({ text: '[сообщение без текста]' }),
  checklist: contact({ text: '[сообщение без текста]' }),
  hologram: contact({ text: '[сообщение без текста]' }),

  'own-contact': contact({ sender: '+79160000007', rung: 'SHARED_CONTACT' }, THANKS),
  'own-contact-english': contact({ ...ALICE, sender: '+447700900123', rung: 'SHARED_CONTACT' }, THANKS),
  'other-contact': contact({ text: '[контакт] Мария +7 916 000-00-08' }),
  'forwarded-own-contact': contact({ text: CARD }),
  'via-bot-contact': contact({ text: CARD }),
  'contact-without-user-id': contact({ text: '[контакт] Пётр +79160000007' }),
  'contact-in-group': inGroup('-1009998887770', { text: CARD }),

  'group-mention': inGroup('-1001234567890:7', { text: '@helpdesk_bot нет интернета в доме' }),
  'group-mention-caption': inGroup('-1009998887770', {
    text: '@helpdesk_bot вот щиток',
    ...file('photo', 'AgACAgIAAxkBAAIBgrp', 44021),
  }),
  'group-reply': inGroup('-4012345678', { text: 'Не помогло' }),
  'group-topic-reply': inGroup('-1001234567890:12', { text: 'И у нас' }),
  'group-reply-thread': inGroup('-1009998887770', { text: 'Всё ещё нет' }),
  'anonymous-admin': inGroup('-1009998887770', { language: null, text: '@helpdesk_bot в доме нет сети' }),
  'group-talk': ignored,
  'group-mention-person': ignored,
  'group-status': ignored,
  'anonymous-admin-talk': ignored,
  'linked-channel-post': ignored,
  'bot-to-bot': ignored,

  'callback-query': choice('rate:0190a000-0000-7000-8000-0000000000aa:5'),
  'callback-service': choice('service:svc-internet'),
  'callback-rating': choice(STARS, ALICE),
  'callback-replay': choice(STARS, ALICE),
  'callback-topic': choice('service:svc-billing', {
    thread: '-1001234567890:12',
    address: '-1001234567890',
    identity: null,
  }),
  'callback-inaccessible': { ...choice('service:svc-billing'), says: ANSWERED },
  'callback-without-message': dialogue(...ANSWERED),
  'callback-inline': dialogue(...ANSWERED),
  'callback-game': dialogue(...ANSWERED),
  'callback-settled': dialogue(...ANSWERED),

  start: dialogue('sendMessage', 'sendMessage'),
  'start-english': dialogue('sendMessage', 'sendMessage'),
  help: dialogue('sendMessage'),
  status: dialogue('sendMessage'),
  'status-addressed': dialogue('sendMessage'),

  'poison-text': poison({ thread: '500100200', address: '500100200', identity: '500100200' }),
  'poison-no-chat': poison({ text: 'Где я?' }),
  'poison-date': poison({
    thread: '500100200',
    address: '500100200',
    identity: '500100200',
    text: 'Когда я?',
  }),
  'poison-user': poison({ thread: '500100200', address: '500100200', text: 'Кто я?' }),
  'poison-callback': poison({ thread: '-1001234567890:12', address: '-1001234567890' }),
  'poison-message': poison({}),

  ...Object.fromEntries(
    [
      ...['live-location-edit', 'edited-start', 'channel-post', 'edited-channel-post', 'guest-message'],
      ...['my-chat-member', 'my-chat-member-unblocked', 'my-chat-member-group', 'chat-member'],
      ...['chat-join-request', 'poll', 'poll-answer', 'inline-query', 'chosen-inline-result'],
      ...['message-reaction', 'message-reaction-count', 'business-connection', 'business-message'],
      ...['deleted-business-messages', 'shipping-query', 'pre-checkout-query', 'chat-boost', 'teleport'],
      ...['new-chat-members', 'left-chat-member', 'migrate-to-chat-id', 'migrate-from-chat-id'],
      ...['pinned-message', 'forum-topic-created', 'auto-delete-timer', 'write-access-allowed'],
      ...['users-shared', 'web-app-data', 'successful-payment', 'gift', 'video-chat-started'],
    ].map((name) => [name, ignored]),
  ),
};
