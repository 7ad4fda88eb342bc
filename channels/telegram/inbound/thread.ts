/** What of a message says where it stands. */
interface Place {
  chat: { id: number };
  message_thread_id?: number | undefined;
  is_topic_message?: boolean | undefined;
}

/**
 * Names the conversation a message belongs to: its chat, or the topic within it. Replies in a group without topics
 * carry a `message_thread_id` as well, which nothing can be sent to.
 * @returns `chat` or `chat:topic`.
 * @see https://core.telegram.org/bots/api#message
 */
export function threadOf({ chat, message_thread_id, is_topic_message }: Place): string {
  return is_topic_message && message_thread_id !== undefined
    ? `${chat.id}:${message_thread_id}`
    : String(chat.id);
}

/**
 * The topic of a thread as {@link threadOf} named it.
 * @returns undefined where the thread is a whole chat, or none.
 */
export function topicOf(thread: string | null): number | undefined {
  const topic = thread === null ? undefined : /^-?\d+:(\d+)$/.exec(thread)?.[1];
  return topic === undefined ? undefined : Number(topic);
}
