import type { ledger as ru } from '../ru/ledger.ts';

export const ledger: Record<keyof typeof ru, string> = {
  'ledger.title': 'Contact ledger',
  'ledger.lead': 'Every contact we took is written down before we acknowledge it, and seen here to its end.',
  'ledger.balanced': 'Nothing lost',
  'ledger.balanced.hint':
    'Received {{received}} = worked {{worked}} + waiting {{waiting}} + put aside {{quarantined}} + dropped {{dropped}}',
  'ledger.unbalanced': 'The books do not balance',
  'ledger.unbalanced.hint': 'Received {{received}}, accounted for {{accounted}}. Tell an administrator.',
  'ledger.column.channel': 'Channel',
  'ledger.column.received': 'Received',
  'ledger.column.duplicates': 'Duplicates',
  'ledger.column.worked': 'Worked',
  'ledger.column.waiting': 'Waiting',
  'ledger.column.quarantined': 'Put aside',
  'ledger.column.dropped': 'Dropped',
  'ledger.column.oldest': 'Oldest waiting',
  'ledger.total': 'Total',
  'ledger.none': '—',
};
