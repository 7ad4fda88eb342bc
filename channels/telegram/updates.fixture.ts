import callbackService from './payloads/corpus/callback-service.json' with { type: 'json' };
import channelPost from './payloads/corpus/channel-post.json' with { type: 'json' };
import edited from './payloads/corpus/edited.json' with { type: 'json' };
import groupTalk from './payloads/corpus/group-talk.json' with { type: 'json' };
import myChatMember from './payloads/corpus/my-chat-member.json' with { type: 'json' };
import ownContact from './payloads/corpus/own-contact.json' with { type: 'json' };
import start from './payloads/corpus/start.json' with { type: 'json' };
import status from './payloads/corpus/status.json' with { type: 'json' };
import text from './payloads/corpus/text.json' with { type: 'json' };

/** Updates of the corpus that tests take apart. */
export const updates = {
  callbackService,
  channelPost,
  edited,
  groupTalk,
  myChatMember,
  ownContact,
  start,
  status,
  text,
};
