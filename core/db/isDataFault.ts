/** SQLSTATE classes 22 (data), 23 (integrity) and 54 (limits): this row, not the store, is at fault. */
export function isDataFault(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(2[23]|54)/.test(code);
}
