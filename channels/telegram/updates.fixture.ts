import callbackQuery from './payloads/callback-query.json' with { type: 'json' };
import channelPost from './payloads/channel-post.json' with { type: 'json' };
import edited from './payloads/edited.json' with { type: 'json' };
import forwardedOwnContact from './payloads/forwarded-own-contact.json' with { type: 'json' };
import groupMention from './payloads/group-mention.json' with { type: 'json' };
import groupTalk from './payloads/group-talk.json' with { type: 'json' };
import myChatMember from './payloads/my-chat-member.json' with { type: 'json' };
import otherContact from './payloads/other-contact.json' with { type: 'json' };
import ownContact from './payloads/own-contact.json' with { type: 'json' };
import photo from './payloads/photo.json' with { type: 'json' };
import photoCaption from './payloads/photo-caption.json' with { type: 'json' };
import start from './payloads/start.json' with { type: 'json' };
import text from './payloads/text.json' with { type: 'json' };
import voice from './payloads/voice.json' with { type: 'json' };

/** Updates as Telegram delivers them. */
export const updates = {
  callbackQuery,
  channelPost,
  edited,
  forwardedOwnContact,
  groupMention,
  groupTalk,
  myChatMember,
  otherContact,
  ownContact,
  photo,
  photoCaption,
  start,
  text,
  voice,
};
