import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSmppUrls } from './index.ts';

const faultOf = (value: string): string => {
  try {
    parseSmppUrls(value);
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
};

describe('SMPP links', () => {
  it('are read with their defaults', () => {
    expect(parseSmppUrls('smpp://helpdesk:secret@smsc.example')).toEqual([
      {
        account: 'smsc.example',
        host: 'smsc.example',
        port: 2775,
        tls: false,
        systemId: 'helpdesk',
        password: 'secret',
        systemType: '',
        from: null,
        ton: null,
        npi: null,
        window: 10,
        perSecond: 20,
        enquireSeconds: 30,
        responseSeconds: 10,
        partsSeconds: 20,
        heldParts: 5,
        retryStatus: 0x08,
        receiptIds: 'same',
      },
    ]);
  });

  it('may be several, with everything set, separated by any white space', () => {
    const links = parseSmppUrls(`
      smpps://u:p%40%2F%3A%25@[::1]:3551?account=mts&from=%2B79160000007&window=5&perSecond=50&enquireSeconds=15
      smpp://u:p@host:99?from=HELPDesk&retryStatus=100&receiptIds=hex&systemType=VMS&ton=2&npi=8&partsSeconds=0&heldParts=100&responseSeconds=5`);
    expect(links).toMatchObject([
      {
        account: 'mts',
        host: '::1',
        port: 3551,
        tls: true,
        password: 'p@/:%',
        from: '+79160000007',
        window: 5,
        perSecond: 50,
        enquireSeconds: 15,
      },
      {
        account: 'host',
        port: 99,
        tls: false,
        from: 'HELPDesk',
        retryStatus: 0x64,
        receiptIds: 'hex',
        systemType: 'VMS',
        ton: 2,
        npi: 8,
        partsSeconds: 0,
        heldParts: 100,
        responseSeconds: 5,
      },
    ]);
    expect(parseSmppUrls('smpps://u:p@h')[0]?.port).toBe(3550);
    expect(parseSmppUrls('smpp://u:p@h?from=+7916&window=')[0]).toMatchObject({ from: '+7916', window: 10 });
    expect(parseSmppUrls(' ')).toEqual([]);
  });

  it.each([
    ['http://u:p@h', 'must look like smpp://system_id:password@host:2775'],
    ['smpp:', 'must look like'],
    ['smpp://u:p@', 'must look like'],
    ['smpp://u:p@h:99999', 'must look like'],
    ['smpp://u@h', 'system_id or password is missing'],
    ['smpp://h', 'system_id or password is missing'],
    ['smpp://u:p%zz@h', 'write % as %25'],
    ['smpp://u:p@h/path', 'write / as %2F'],
    ['smpp://u:p@h#x', '# as %23'],
    ['smpp://u:пароль@h', 'password must be 1 to 64 plain ASCII characters'],
    ['smpp://u:p@h?account=a b', 'account'],
    ['smpp://u:p@h?window=0', 'window must be a whole number from 1 to 1000'],
    ['smpp://u:p@h?window=ten', 'window must be a whole number from 1 to 1000'],
    ['smpp://u:p@h?perSecond=1.5', 'perSecond must be a whole number'],
    ['smpp://u:p@h?enquireSeconds=601', 'enquireSeconds must be a whole number from 1 to 600'],
    ['smpp://u:p@h?responseSeconds=0', 'responseSeconds must be'],
    ['smpp://u:p@h?partsSeconds=-1', 'partsSeconds must be a whole number from 0 to 60'],
    ['smpp://u:p@h?heldParts=0', 'heldParts must be a whole number from 1 to 100'],
    ['smpp://u:p@h?heldParts=101', 'heldParts must be a whole number from 1 to 100'],
    ['smpp://u:p@h?retryStatus=ESME_RSYSERR', 'retryStatus must be a command_status such as 0x08'],
    ['smpp://u:p@h?retryStatus=0x0', 'retryStatus must not be 0'],
    ['smpp://u:p@h?receiptIds=octal', 'receiptIds must be same, hex or decimal'],
    ['smpp://u:p@h?from=abcdefghijkl', 'from must be 3 to 20 digits, or a name of at most 11'],
    ['smpp://u:p@h?ton=7', 'ton must be a whole number from 0 to 6'],
    ['smpp://u:p@h?npi=x', 'npi must be'],
    ['smpp://u:p@h?systemType=longer-than-12', 'systemType must be'],
    ['smpp://u:p@h?windw=5', 'unknown setting windw'],
    ['smpp://u:p@h?host=other', 'host does not stand among the settings'],
    ['smpp://u:p@h?window=5&window=6', 'given twice'],
    ['smpp://u:p@h smpp://v:q@h', 'link 2: account h is taken by another link'],
  ])('%s is a fault that names what must be mended', (value, words) => {
    // A blank inside a URL parts it in two, as it would in the environment.
    expect(faultOf(value.replace('a b', 'a%20b').replace(' smpp', '\nsmpp'))).toContain(words);
  });

  it('names all faults at once, and never a secret', () => {
    const faults = faultOf('smpp://u:s3cret-pw@h?window=x&perSecond=y smpp://u:12?s3cret-pw@h');
    expect(faults).toMatch(/link 1: window .*; link 1: perSecond .*; link 2: /);
    fc.assert(
      fc.property(fc.string({ minLength: 3, maxLength: 20 }), (noise) => {
        const fault = faultOf(`smpp://u:s3cret-pw${noise}@h?${noise}=s3cret-pw&window=s3cret-pw`);
        expect(fault).not.toContain('s3cret-pw');
      }),
    );
  });
});
