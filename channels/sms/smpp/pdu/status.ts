import smpp from 'smpp';

/** command_status values that are answered or looked at by name (SMPP v3.4 §5.1.3). */
export const STATUS = {
  OK: 0x00,
  BAD_LENGTH: 0x02,
  BAD_COMMAND: 0x03,
  SYSTEM_ERROR: 0x08,
  BAD_PASSWORD: 0x0e,
  BAD_SYSTEM_ID: 0x0f,
  QUEUE_FULL: 0x14,
  THROTTLED: 0x58,
} as const;

const NAMES = new Map(Object.entries(smpp.errors).map(([name, status]) => [status, name]));

/** @returns a status for logs and error messages, e.g. `0x0b ESME_RINVDSTADR`. */
export function describeStatus(status: number): string {
  const code = `0x${status.toString(16).padStart(2, '0')}`;
  const name = NAMES.get(status);
  return name ? `${code} ${name}` : code;
}
