import { GrammyError } from 'grammy';
import { toSendError } from '../api/apiError.ts';

/** Where a message goes. */
export interface Target {
  chat: string | number;
  topic: number | undefined;
}

/**
 * Makes a call that goes to a chat, once more where the chat has moved.
 * @returns the answer, and where the chat is now.
 * @throws {Refused}, {@link NoAnswer} as {@link toSendError} tells them.
 */
export async function callAt<Answer>(
  target: Target,
  call: (target: Target) => Promise<Answer>,
): Promise<{ answer: Answer; target: Target }> {
  try {
    return { answer: await call(target), target };
  } catch (error) {
    const moved = movedTarget(error, target);
    if (!moved) throw toSendError(error);
    try {
      return { answer: await call(moved), target: moved };
    } catch (again) {
      throw toSendError(again);
    }
  }
}

/** A group that became a supergroup has another id; of a topic that was deleted the group is left. */
function movedTarget(error: unknown, target: Target): Target | null {
  if (!(error instanceof GrammyError)) return null;
  const chat = error.parameters.migrate_to_chat_id;
  if (chat !== undefined) return { chat, topic: undefined };
  const topicGone = error.error_code === 400 && /message thread not found/i.test(error.description);
  return topicGone && target.topic !== undefined ? { ...target, topic: undefined } : null;
}
