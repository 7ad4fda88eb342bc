import type { noticesRu } from './noticesRu.ts';

/** As the Russian ones, in English. */
export const noticesEn: Record<keyof typeof noticesRu, string> = {
  registered:
    '{{hello}}Request {{number}} is registered and we are working on it. We will answer in this chat. Your requests: /status',
  registeredAskPhone:
    'Request {{number}} is registered. Please press “Share my phone number” below the input field so that we know who you are.',
  registeredAskService:
    '{{hello}}Request {{number}} is registered. Please choose the service with a button below so that it reaches the right people at once.',
  askService: 'Request {{number}}: please choose the service with a button below.',
  closed:
    'Request {{number}} is closed. Please rate our work from 1 (poor) to 5 (excellent). If it is not solved, just write to us again.',
};
