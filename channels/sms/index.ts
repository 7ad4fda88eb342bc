import { Hono } from 'hono';
import { type Channel, type ChannelDeps, defineChannel } from '../../core/channel.ts';
import { problemHandler } from '../../core/problem.ts';
import { kannelRoutes } from './kannel/routes.ts';
import { sendThroughGateway } from './kannel/sendThroughGateway.ts';
import { en } from './locales/en.ts';
import { ru } from './locales/ru.ts';
import { type Links, routeOutbound } from './outbound.ts';
import { type SmsSettings, smsSettings } from './settings.ts';
import { createSmppLink, parseSmppUrls } from './smpp/index.ts';
import { countSegments } from './text/segments.ts';
import { twilioRoutes } from './twilio/routes.ts';
import { sendThroughTwilio } from './twilio/sendThroughTwilio.ts';

const NAME = 'sms';

/** SMS: through an HTTP gateway that speaks as Kannel does, through Twilio, and through SMPP links of our own. */
export const sms = defineChannel({
  name: NAME,
  settings: smsSettings,
  create(settings, deps): Channel {
    const links = settings.SMPP_URL === undefined ? [] : parseSmppUrls(settings.SMPP_URL);
    const smpp = links.map((link) => createSmppLink(link, deps));
    const send = routeOutbound({ smpp, ...httpLinks(settings, deps) }, settings.SMS_DEFAULT_LINK);
    const outbound = send && {
      choices: 'numbers' as const,
      byPhone: true,
      send,
      countSegments: (text: string) => countSegments(text).segments,
      templates: { ru, en },
    };
    return {
      routes: smsRoutes(settings, deps),
      outbound,
      start: async () => void (await Promise.all(smpp.map((link) => link.start()))),
      stop: async () => void (await Promise.all(smpp.map((link) => link.stop()))),
    };
  },
});

function smsRoutes(settings: SmsSettings, deps: ChannelDeps): Hono {
  const { TWILIO_AUTH_TOKEN: authToken, TWILIO_ACCOUNT_SID: accountSid } = settings;
  const routes = new Hono();
  routes.onError(problemHandler(deps.log));
  routes.route('/kannel', kannelRoutes(settings.SMS_GATEWAY_TOKEN, deps));
  routes.route(
    '/twilio',
    twilioRoutes(authToken === undefined ? undefined : { authToken, accountSid }, deps),
  );
  return routes;
}

function httpLinks(settings: SmsSettings, deps: ChannelDeps): Omit<Links, 'smpp'> {
  const own = `${deps.publicUrl}/channels/${NAME}`;
  const { SMS_SEND_URL: url, SMS_GATEWAY_TOKEN: token } = settings;
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: from } = settings;
  const apiRoot = settings.TWILIO_API_ROOT.replace(/\/+$/, '');
  return {
    ...(url && {
      gateway: (message) => sendThroughGateway({ url, token, receiptsUrl: `${own}/kannel/receipt` }, message),
    }),
    ...(accountSid &&
      authToken &&
      from && {
        twilio: {
          from,
          send: (message) =>
            sendThroughTwilio(
              { apiRoot, accountSid, authToken, from, statusUrl: `${own}/twilio/status` },
              message,
            ),
        },
      }),
  };
}
