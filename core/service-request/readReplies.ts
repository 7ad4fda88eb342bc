import type { Db } from '../db/db.ts';

/** What an agent wrote to a customer. */
export interface ReplyView {
  id: string;
  kind: 'reply' | 'question';
  authorId: string;
  authorName: string | null;
  text: string;
  createdAt: Date;
}

/** The replies of one request, oldest first. The caller has seen to it that the actor sees it. */
export async function listReplies(db: Db, serviceRequestId: string): Promise<ReplyView[]> {
  return db
    .selectFrom('reply')
    .leftJoin('user_account as u', 'u.id', 'reply.author_id')
    .select([
      'reply.id',
      'reply.kind',
      'reply.author_id as authorId',
      'u.name as authorName',
      'reply.text',
      'reply.created_at as createdAt',
    ])
    .where('reply.servicerequest_id', '=', serviceRequestId)
    .orderBy('reply.created_at')
    .execute();
}
