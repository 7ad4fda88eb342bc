/** A place among the events: what was told up to there is (xid, id) or smaller. @see ../eventReaders.ts */
export interface Cursor {
  xid: bigint;
  id: bigint;
}

const SHAPE = /^(\d{1,19})-(\d{1,19})$/;

/** A cursor as the id of a server-sent event: `xid-id`. */
export function formatCursor({ xid, id }: Cursor): string {
  return `${xid}-${id}`;
}

/** @returns null for what is no cursor of ours. */
export function parseCursor(text: string | undefined): Cursor | null {
  const [, xid, id] = SHAPE.exec(text ?? '') ?? [];
  return xid === undefined || id === undefined ? null : { xid: BigInt(xid), id: BigInt(id) };
}

/** Whether `one` lies behind `other`. */
export function isAfter(one: Cursor, other: Cursor): boolean {
  return one.xid === other.xid ? one.id > other.id : one.xid > other.xid;
}
