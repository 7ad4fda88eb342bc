import { createHash } from 'node:crypto';

/** The key and the salt of one virtual PBX, as its personal account shows them. */
export interface MangoKeys {
  apiKey: string;
  /** The secret part: it never leaves us. */
  salt: string;
}

/**
 * The signature on a request of Mango Office, theirs or ours.
 * @param json the very text of the field `json`; parsed and written again it is another text.
 * @returns SHA-256 in lower-case hex.
 * @see https://www.mango-office.ru/upload/api/MangoOffice_VPBX_API_v1.9.pdf §2.4.3
 */
export function sign(keys: MangoKeys, json: string): string {
  return sha256(keys.apiKey + json + keys.salt);
}

/**
 * The signature in the address of a recording, which is made up another way.
 * @param expires Unix time up to which the address holds.
 * @see the same document, §3.5.2
 */
export function signRecording(keys: MangoKeys, recordingId: string, expires: number): string {
  return sha256(keys.apiKey + expires + recordingId + keys.salt);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
